import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { readingOf } from './carry-out.ts'
import { documentsOf, findRow } from './documents-of.ts'
import { reachPlace } from './reach-place.ts'
import type { Kept, Resource, Stamps } from './resource.ts'

export async function showResource<Row extends Kept, Form, Document extends Stamps, Place extends object>(
  resource: Resource<Row, Form, Document, Place>,
  clinic: Clinic,
  actor: Actor,
  place: Place,
  id: string,
): Promise<Document> {
  const standing = authorise(actor, resource.actions.read, clinic)
  const reading = readingOf(clinic)
  await reachPlace(reading, standing, place)
  const row = await findRow(resource, reading, place, id)
  const [document] = await documentsOf(resource, reading, [row])
  return document as Document
}
