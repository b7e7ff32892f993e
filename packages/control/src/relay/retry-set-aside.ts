import { type ClinicEvent, clinicEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { isDataFault, reasonOf } from './data-fault.ts'
import type { Effect } from './effect.ts'
import { effects as allEffects } from './effects.ts'
import { haveEffects } from './have-effects.ts'
import { insertSetAside, takeTurn } from './relay-queries.ts'
import { deleteSetAside, findSetAsideByIds } from './set-aside-queries.ts'

/**
 * Lets events that were set aside have their effects now; one that fails again stays with the new reason. What has
 * happened since to the same appointment is newer, and stays.
 * @param ids of events
 * @returns the ids of those that had them
 */
export async function retrySetAside(
  control: ControlPlane,
  actor: Actor,
  ids: readonly string[],
  effects: readonly Effect[] = allEffects,
): Promise<string[]> {
  authorise(actor, 'job.manage')
  const done: string[] = []
  for (const { id, clinicId, event } of await findSetAsideByIds(control.database, ids)) {
    try {
      await retryOne(control, clinicId, clinicEvent.parse(event), effects)
      done.push(id)
    } catch (error) {
      if (!isDataFault(error)) throw error
      await insertSetAside(control.database, clinicId, { id, event, reason: reasonOf(error) })
    }
  }
  return done
}

const retryOne = (
  { database }: ControlPlane,
  clinicId: string,
  event: ClinicEvent,
  effects: readonly Effect[],
): Promise<void> =>
  database.transaction(async (tx) => {
    await takeTurn(tx, clinicId)
    await haveEffects(tx, [{ clinicId, events: [event] }], effects)
    await deleteSetAside(tx, [event.id])
  })
