import { noteForLive } from '../live/index.ts'
import { planNotices } from '../notices/plan-notices.ts'
import { noteForStream } from '../streaming/index.ts'
import { planDeliveries } from '../webhooks/index.ts'
import type { Effect } from './effect.ts'
import { markChangedDays } from '../search/mark-changed-days.ts'
import { projectAppointments } from './project-appointments.ts'

/** All that follows from events, in this order. */
// days are marked and told of by what the list still says of before
export const effects: readonly Effect[] = [
  markChangedDays,
  noteForLive,
  projectAppointments,
  planNotices,
  planDeliveries,
  noteForStream,
]
