import { reading, recordAccess } from '../audit/index.ts'
import { type DisplacedAppointment, type FreeSlot, pageOf } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { findMoves, freeSlotDocument } from '../availability/index.ts'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
import { type DisplacedRow, findDisplaced } from './displaced-queries.ts'
import { timeDocument } from './time-facts.ts'

const alternativesEach = 3

/**
 * Appointments that lost their time, earliest first, each with the nearest times it could move to: staff decide what
 * becomes of them, and who is told.
 */
export async function listDisplaced(
  clinic: Clinic,
  actor: Actor,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: DisplacedAppointment[]; next?: string }> {
  const standing = authorise(actor, 'displaced.list', clinic)
  const after = decodeTimeCursor(page.cursor)
  const rows = await findDisplaced(clinic.database, { after, limit: page.limit })
  const shown = rows.slice(0, page.limit)
  await recordAccess(clinic, actor, standing, reading('displaced.list', 'appointment', shown))
  const ids = shown.map(({ id }) => id)
  const moves = ids.length === 0 ? [] : await findMoves(clinic.database, ids, alternativesEach)
  const movesOf = Map.groupBy(moves, ({ appointmentId }) => appointmentId)
  return pageOf(
    rows,
    page.limit,
    (row) => {
      const alternatives = (movesOf.get(row.id) ?? []).map((slot) => freeSlotDocument(slot, clinic.timeZone))
      return displacedDocument(row, clinic.timeZone, alternatives)
    },
    (row) => [timeDocument(row).startsAt, row.id],
  )
}

const displacedDocument = (
  row: DisplacedRow,
  timeZone: string,
  alternatives: FreeSlot[],
): DisplacedAppointment => ({
  id: row.id,
  reference: row.reference,
  status: row.status,
  ...timeDocument(row),
  timeZone,
  visitType: { code: row.visitTypeCode, name: row.visitTypeName },
  patientId: row.patientId,
  displacedAt: new Date(row.displacedAt * 1000).toISOString(),
  alternatives,
  version: row.version,
})
