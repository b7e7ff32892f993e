import { eventually } from '@polyclinic/postgres/testing'
import type { Aviary } from '../open-aviary.ts'

/** The token of the newest link for a purpose that came by mail, and the code beside it where there is one. */
export async function mailed({ mailbox, secrets }: Aviary, to: string, purpose: string) {
  const link = new RegExp(`/go#${purpose}\\.([\\w-]{43})`)
  const text = await eventually(() => mailbox.sentTo(to).find((mail) => link.test(mail.text))?.text, {
    withinMilliseconds: 20_000,
  })
  const token = secrets.keep('link of a mail', link.exec(text)?.[1], 'base64url')
  const code = /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/.exec(text)?.[0]
  return { token, code: code === undefined ? '' : secrets.keep('code of a mail', code) }
}
