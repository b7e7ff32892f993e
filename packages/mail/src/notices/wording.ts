import type { NoticeFacts, NoticeKind } from '@polyclinic/control'
import type { Language } from '../language.ts'
import type { TimeTeller } from './tell-time.ts'

/** What a notice of one kind says in words of its own; facts, links and signature are put beside it. */
export interface Words {
  /** Of the mail. A locked screen shows it: never what a visit is for. */
  readonly subject: string
  /** What the short message says after the clinic's name and before the link; shown on locked screens too */
  readonly brief: string
  /** The paragraphs above the facts */
  readonly opening: readonly string[]
  /** The paragraphs below the facts */
  readonly closing?: readonly string[]
}

/** In each of our languages: a missing one does not compile. */
export type Wording<K extends NoticeKind> = {
  readonly [L in Language]: (facts: NoticeFacts[K], tell: TimeTeller) => Words
}
