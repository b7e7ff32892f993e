import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteLiveEvents } from './live-queries.ts'
import { liveMinutes } from './recall-live.ts'

/** Forgets what nobody who comes again is told any more. @returns how many */
export async function forgetLiveEvents({ database }: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'live.keep')
  // a little longer than is promised: who is asked by one clock is not swept by another
  return deleteLiveEvents(database, liveMinutes + 1)
}
