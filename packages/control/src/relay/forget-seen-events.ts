import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteSeenBefore } from './relay-queries.ts'

const keptDays = 56
const atOnce = 10_000

/**
 * Forgets which events were carried over eight weeks ago: only a clinic that is restored to a day before would bring them
 * again, and effects hold against versions and unique keys besides.
 * @returns how many
 */
export async function forgetSeenEvents(control: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'event.carry')
  for (let count = 0; ; ) {
    const gone = await deleteSeenBefore(control.database, keptDays, atOnce)
    count += gone
    if (gone < atOnce) return count
  }
}
