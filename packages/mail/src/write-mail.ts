import type { MailFacts, MailKind } from '@polyclinic/control'
import { languageOf } from './language.ts'
import { templates } from './templates/index.ts'
import { writeLetter, type WrittenMail } from './write-letter.ts'

/** Puts a mail of any kind into words, as text and as HTML, in the language nearest to the locale. */
export function writeMail<K extends MailKind>(mail: {
  readonly kind: K
  readonly locale?: string | undefined
  readonly facts: MailFacts[K]
}): WrittenMail {
  const language = languageOf(mail.locale)
  return writeLetter(templates[mail.kind][language](mail.facts), language, 'Polyclinic')
}
