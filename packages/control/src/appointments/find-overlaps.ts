import type { Overlap } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { choosePatientOf } from '../audit/choose-patient-of.ts'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { findHeardBetween, type HeardRow } from './own-appointment-queries.ts'

/** What a patient has at a time already, at any clinic, as it was last heard of. For the patient and their guardians. */
export async function findOverlaps(
  control: ControlPlane,
  actor: Actor,
  { startsAt, endsAt, dependent }: { startsAt: string; endsAt: string; dependent?: string | undefined },
): Promise<Overlap[]> {
  const standing = authorise(actor, 'appointment.list-own')
  const patientId = await choosePatientOf(actor, standing, dependent)
  const rows = await findHeardBetween(control.database, { patientId, from: startsAt, until: endsAt })
  await recordAccess(control, actor, standing, {
    kind: 'read',
    purpose: 'appointment.list-own',
    objects: [
      { type: 'appointment-list', id: undefined, patientId },
      ...rows.map(({ id }) => ({ type: 'appointment', id, patientId })),
    ],
  })
  return rows.map(overlapDocument)
}

export const overlapDocument = (row: HeardRow): Overlap => ({
  appointmentId: row.id,
  clinic: { slug: row.slug, name: row.clinicName },
  ...(row.doctorName && { doctor: { name: row.doctorName } }),
  held: row.held,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
})
