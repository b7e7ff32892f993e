/** Whom a mail says it is from. */
export interface Sender {
  readonly name: string
  readonly address: string
}

const address = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/

/** One plain address: nothing that a mail server could take for two, or for a header. */
export const isAddress = (text: string): boolean => text.length <= 254 && address.test(text)

/** Reads `Polyclinic <no-reply@clinic.example>`, or an address alone; gives nothing for anything else. */
export function readSender(text: string): Sender | undefined {
  const [, name = '', inside] = /^([^<>"\r\n]*)<([^<>]+)>$/.exec(text.trim()) ?? []
  const sender = { name: name.trim(), address: inside ?? text.trim() }
  return isAddress(sender.address) ? sender : undefined
}
