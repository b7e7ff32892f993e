import { LockMode } from '@mikro-orm/core'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import type { CarryOut, Change } from './carry-out.ts'
import { findRow, writtenDocument } from './documents-of.ts'
import { explainRefusal } from './explain-refusal.ts'
import { reachPlace } from './reach-place.ts'
import { keepCalendar, refreshAfter } from './refresh-after.ts'
import type { Kept, Resource, Stamps } from './resource.ts'
import { showResource } from './show-resource.ts'
import { coverBoth } from './touch.ts'

/**
 * Replaces one whole, and brings the calendar along.
 * @param seenVersion the version the editor saw; when it has moved on nothing is written and the answer holds the
 * present state. Undefined tries the change on whatever stands.
 */
export async function editResource<Row extends Kept, Form, Document extends Stamps, Place extends object>(
  resource: Resource<Row, Form, Document, Place>,
  clinic: Clinic,
  actor: Actor,
  at: { place: Place; id: string; seenVersion: number | undefined },
  form: Form,
  carry: CarryOut,
): Promise<Document> {
  const standing = authorise(actor, resource.actions.edit, clinic)
  const edit = async (change: Change) => {
    await reachPlace(change, standing, at.place)
    await keepCalendar(resource, change)
    const row = await findRow(resource, change, at.place, at.id)
    if (at.seenVersion !== undefined) await change.work.lock(row, LockMode.OPTIMISTIC, at.seenVersion)
    return replaceRow(resource, change, row, at.place, form)
  }
  return explainRefusal(
    resource,
    () => carry(clinic, actor, edit),
    () => showResource(resource, clinic, actor, at.place, at.id),
  )
}

async function replaceRow<Row extends Kept, Form, Document extends Stamps, Place>(
  resource: Resource<Row, Form, Document, Place>,
  change: Change,
  row: Row,
  place: Place,
  form: Form,
): Promise<Document> {
  const before = await resource.touched?.(change, row)
  const columns = await resource.columns(change, form, { place, row })
  const settled = await resource.settle?.(change, row, form)
  // the stamp makes the row change even where only what hangs on it does: an edit always raises the version
  change.work.assign(row, { ...columns, updatedAt: new Date() } as never)
  await change.work.flush()
  await resource.complete?.(change, row, form)
  const after = await resource.touched?.(change, row)
  const calendar = await refreshAfter(change, before && after && coverBoth(before, after))
  return writtenDocument(resource, change, row, settled ?? calendar)
}
