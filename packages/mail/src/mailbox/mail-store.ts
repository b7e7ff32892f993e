import { randomUUID } from 'node:crypto'

export interface ReceivedMail {
  readonly id: string
  readonly at: Date
  readonly from: string
  /** Whom the server was told to give it to, whatever its headers say */
  readonly to: readonly string[]
  readonly subject: string
  readonly messageId: string | undefined
  readonly text: string
  readonly html: string | undefined
  readonly attachments: readonly AttachmentFacts[]
  /** As it arrived */
  readonly source: Buffer
}

export interface AttachmentFacts {
  readonly name: string
  readonly type: string
  readonly bytes: number
}

/** A short message that the gateway of development was given */
export interface ReceivedSms {
  readonly id: string
  readonly at: Date
  readonly from: string
  readonly to: string
  readonly body: string
  /** In how many parts it would be sent */
  readonly segments: number
}

const mostMails = 500
const mostBytes = 100_000_000

/** What has arrived, newest first; the oldest make way. Nothing is written to a disk. */
export class MailStore {
  #mails: readonly ReceivedMail[] = []
  #sms: readonly ReceivedSms[] = []
  readonly #listeners = new Set<() => void>()

  get mails(): readonly ReceivedMail[] {
    return this.#mails
  }

  get sms(): readonly ReceivedSms[] {
    return this.#sms
  }

  addSms(sms: Omit<ReceivedSms, 'id'>): string {
    const id = randomUUID()
    this.#sms = [{ id, ...sms }, ...this.#sms].slice(0, mostMails)
    this.#tell()
    return id
  }

  findSms(id: string): ReceivedSms | undefined {
    return this.#sms.find((sms) => sms.id === id)
  }

  smsTo(number: string): ReceivedSms[] {
    const wanted = number.replace(/[^+\d]/g, '')
    return this.#sms.filter(({ to }) => to === wanted)
  }

  add(mail: Omit<ReceivedMail, 'id'>): void {
    let room = mostBytes
    this.#mails = [{ id: randomUUID(), ...mail }, ...this.#mails].slice(0, mostMails).filter(({ source }) => {
      room -= source.length
      return room >= 0
    })
    this.#tell()
  }

  #tell(): void {
    for (const tell of this.#listeners) tell()
  }

  find(id: string): ReceivedMail | undefined {
    return this.#mails.find((mail) => mail.id === id)
  }

  sentTo(address: string): ReceivedMail[] {
    const wanted = address.trim().toLowerCase()
    return this.#mails.filter(({ to }) => to.some((each) => each.toLowerCase() === wanted))
  }

  /** @returns how to stop listening */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
