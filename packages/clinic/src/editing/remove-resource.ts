import { LockMode, OptimisticLockError } from '@mikro-orm/core'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import type { CarryOut } from './carry-out.ts'
import { findRow } from './documents-of.ts'
import { explainRefusal } from './explain-refusal.ts'
import { reachPlace } from './reach-place.ts'
import { keepCalendar, refreshAfter } from './refresh-after.ts'
import type { Kept, Resource, Stamps } from './resource.ts'
import { showResource } from './show-resource.ts'

/** Removes one, and brings the calendar along. Refuses where something depends on it, or another version stands. */
export async function removeResource<Row extends Kept, Form, Document extends Stamps, Place extends object>(
  resource: Resource<Row, Form, Document, Place>,
  clinic: Clinic,
  actor: Actor,
  at: { place: Place; id: string; seenVersion: number | undefined },
  carry: CarryOut,
): Promise<void> {
  const standing = authorise(actor, resource.actions.edit, clinic)
  await explainRefusal(
    resource,
    () =>
      carry(clinic, actor, async (change) => {
        await reachPlace(change, standing, at.place)
        await keepCalendar(resource, change)
        const row = await findRow(resource, change, at.place, at.id)
        if (at.seenVersion !== undefined) await change.work.lock(row, LockMode.OPTIMISTIC, at.seenVersion)
        const touched = await resource.touched?.(change, row)
        // by its version: the ORM's own remove would take a row that has moved on meanwhile
        const key = { id: row.id, version: row.version } as never
        const removed = await change.work.nativeDelete(resource.entity, key)
        if (removed === 0) throw OptimisticLockError.lockFailed(row)
        await refreshAfter(change, touched)
      }),
    () => showResource(resource, clinic, actor, at.place, at.id),
  )
}
