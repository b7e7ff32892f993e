import type { NoticeKind } from '@polyclinic/control'
import type { Wording } from '../wording.ts'
import { booked } from './booked.ts'
import { byHand } from './by-hand.ts'
import { cancelled } from './cancelled.ts'
import { changed } from './changed.ts'
import { dayList } from './day-list.ts'
import { displaced } from './displaced.ts'
import { offered } from './offered.ts'
import { reminder } from './reminder.ts'

/** One of each kind: a missing one does not compile. */
export const wordings: { readonly [K in NoticeKind]: Wording<K> } = {
  booked,
  changed,
  cancelled,
  reminder,
  offered,
  displaced,
  'day-list': dayList,
  'by-hand': byHand,
}
