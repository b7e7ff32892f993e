import { eventually } from '@polyclinic/postgres/testing'
import { inject } from 'vitest'

export interface ReadMail {
  readonly subject: string
  readonly text: string
}

/** The newest mail to an address that fits, once it has come. A notice waits for its grace of a minute. */
export async function mailTo(address: string, fits: RegExp, withinMilliseconds = 20_000): Promise<ReadMail> {
  return eventually(
    async () => {
      const list = await get<{ items: { id: string }[] }>(`/api/mails?to=${encodeURIComponent(address)}`)
      for (const { id } of list.items) {
        const mail = await get<ReadMail>(`/api/mails/${id}`)
        if (fits.test(mail.subject) || fits.test(mail.text)) return mail
      }
      return undefined
    },
    { withinMilliseconds },
  ) as Promise<ReadMail>
}

const get = async <T>(path: string): Promise<T> =>
  (await fetch(`${inject('mailboxUrl')}${path}`)).json() as Promise<T>

/** The link of a mail to that page of ours. */
export function linkIn(text: string, page: 'go' | 'manage'): string {
  const link = new RegExp(`https?://[^\\s"<]+/${page}#[\\w.-]+`).exec(text)?.[0]
  if (!link) throw new Error(`there is no link to /${page} in: ${text}`)
  return link
}
