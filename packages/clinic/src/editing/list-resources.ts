import type { FilterQuery } from '@mikro-orm/core'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { readingOf } from './carry-out.ts'
import { documentsOf } from './documents-of.ts'
import { reachPlace } from './reach-place.ts'
import type { Kept, Resource, Stamps } from './resource.ts'

export async function listResources<Row extends Kept, Form, Document extends Stamps, Place extends object>(
  resource: Resource<Row, Form, Document, Place>,
  clinic: Clinic,
  actor: Actor,
  place: Place,
): Promise<Document[]> {
  const standing = authorise(actor, resource.actions.read, clinic)
  const reading = readingOf(clinic)
  await reachPlace(reading, standing, place)
  const where = (resource.rowsAt?.(place) ?? {}) as FilterQuery<Row>
  const rows = await reading.work.find(resource.entity, where, { orderBy: resource.order as never })
  return documentsOf(resource, reading, rows as Row[])
}
