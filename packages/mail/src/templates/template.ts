import type { MailFacts, MailKind } from '@polyclinic/control'
import type { Language } from '../language.ts'
import type { Letter } from '../letter.ts'

/** A mail of one kind in each of our languages: a missing one does not compile. */
export type Template<K extends MailKind> = {
  readonly [L in Language]: (facts: MailFacts[K]) => Letter
}
