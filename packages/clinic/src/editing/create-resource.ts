import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import type { CarryOut, Change } from './carry-out.ts'
import { findRow, writtenDocument } from './documents-of.ts'
import { explainRefusal } from './explain-refusal.ts'
import { doOnce, type Once } from './once.ts'
import { reachPlace } from './reach-place.ts'
import { keepCalendar, refreshAfter } from './refresh-after.ts'
import type { Kept, Resource, Stamps } from './resource.ts'

/**
 * Adds one, and brings the calendar along. Nothing is written where a rule refuses it.
 * @param once where the request may be repeated under a key: then it gives what the first one made, as it is now
 */
export async function createResource<Row extends Kept, Form, Document extends Stamps, Place extends object>(
  resource: Resource<Row, Form, Document, Place>,
  clinic: Clinic,
  actor: Actor,
  place: Place,
  form: Form,
  carry: CarryOut,
  once?: Once,
): Promise<Document> {
  const standing = authorise(actor, resource.actions.edit, clinic)
  return explainRefusal(resource, () =>
    carry(clinic, actor, async (change) => {
      await reachPlace(change, standing, place)
      const make = () => writeRow(resource, change, place, form)
      if (!once) return make()
      const again = async (id: string) =>
        writtenDocument(resource, change, await findRow(resource, change, place, id), undefined)
      return doOnce(change.db, { actor, route: `create ${resource.word}`, once }, make, again)
    }),
  )
}

async function writeRow<Row extends Kept, Form, Document extends Stamps, Place extends object>(
  resource: Resource<Row, Form, Document, Place>,
  change: Change,
  place: Place,
  form: Form,
): Promise<Document> {
  await keepCalendar(resource, change)
  const columns = await resource.columns(change, form, { place })
  const row = change.work.create(resource.entity, columns as never) as Row
  await change.work.flush()
  await resource.complete?.(change, row, form)
  const calendar = await refreshAfter(change, await resource.touched?.(change, row))
  return writtenDocument(resource, change, row, calendar)
}
