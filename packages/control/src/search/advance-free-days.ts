import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { advanceLapsed } from './lapse-queries.ts'

/** Short transactions, in one of which no lock is held for long */
const daysAtOnce = 5_000
/** What a minute's work may take; the next minute goes on */
const milliseconds = 40_000

/**
 * Follows what time alone has changed: a first time that can no longer be booked makes way for the next one that is
 * known. Clinics where no other is known are marked to be read.
 * @returns how many days
 */
export async function advanceFreeDays({ database }: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'search.keep')
  const until = performance.now() + milliseconds
  let all = 0
  for (;;) {
    const days = await advanceLapsed(database, daysAtOnce)
    all += days
    if (days < daysAtOnce || performance.now() > until) return all
  }
}
