import { type DisplacedAppointment, pageOf } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
import { type DisplacedRow, findDisplaced } from './displaced-queries.ts'
import { timeDocument } from './time-facts.ts'

/** Appointments that lost their time, earliest first: staff decide what becomes of them, and who is told. */
export async function listDisplaced(
  clinic: Clinic,
  actor: Actor,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: DisplacedAppointment[]; next?: string }> {
  authorise(actor, 'displaced.list', clinic)
  const after = decodeTimeCursor(page.cursor)
  const rows = await findDisplaced(clinic.database, { after, limit: page.limit })
  return pageOf(
    rows,
    page.limit,
    (row) => displacedDocument(row, clinic.timeZone),
    (row) => [timeDocument(row).startsAt, row.id],
  )
}

const displacedDocument = (row: DisplacedRow, timeZone: string): DisplacedAppointment => ({
  id: row.id,
  reference: row.reference,
  status: row.status,
  ...timeDocument(row),
  timeZone,
  visitType: { code: row.visitTypeCode, name: row.visitTypeName },
  patientId: row.patientId,
  displacedAt: new Date(row.displacedAt * 1000).toISOString(),
  version: row.version,
})
