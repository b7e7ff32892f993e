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

const mostMails = 500
const mostBytes = 100_000_000

/** What has arrived, newest first; the oldest make way. Nothing is written to a disk. */
export class MailStore {
  #mails: readonly ReceivedMail[] = []
  readonly #listeners = new Set<() => void>()

  get mails(): readonly ReceivedMail[] {
    return this.#mails
  }

  add(mail: Omit<ReceivedMail, 'id'>): void {
    let room = mostBytes
    this.#mails = [{ id: randomUUID(), ...mail }, ...this.#mails].slice(0, mostMails).filter(({ source }) => {
      room -= source.length
      return room >= 0
    })
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
