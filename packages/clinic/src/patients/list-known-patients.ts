import {
  decodeCursor,
  type KnownPatientDocument,
  pageOf,
  type PatientSearch,
  Refusal,
} from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { knownPatientDocument } from './known-patient-document.ts'
import { findKnownOf } from './known-patient-queries.ts'

/** A page of the patients whom the clinic knows, by name: all of them, or those that a search means. */
export async function listKnownPatients(
  clinic: Clinic,
  actor: Actor,
  { search, limit, cursor }: PatientSearch,
): Promise<{ items: KnownPatientDocument[]; next?: string }> {
  const standing = authorise(actor, 'patient.list', clinic)
  // an identifier and no name: addresses are written down on their way
  const after = decodeCursor(cursor, 1)?.[0]
  const found = (await clinic.patientIndexes.of(clinic)).find(search, limit, after)
  if (!found) throw noLonger()
  const page = pageOf(
    found,
    limit,
    (id) => id,
    (id) => [id],
  )
  const rows = new Map((await findKnownOf(clinic.database, page.items)).map((row) => [row.patientId, row]))
  const items = page.items.flatMap((id) => {
    const row = rows.get(id)
    return row ? [knownPatientDocument(clinic, row)] : []
  })
  const objects = items.map(({ id }) => ({ type: 'patient', id, patientId: id }))
  await recordAccess(clinic, actor, standing, { kind: 'read', purpose: 'patient.list', objects })
  return { ...page, items }
}

const noLonger = () =>
  new Refusal('invalid-request', {
    issues: [{ pointer: 'cursor', message: 'the patient it names is not in this list any more: begin anew' }],
  })
