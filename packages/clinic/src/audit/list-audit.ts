import { type AuditEntryDocument, pageOf } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { findAuditEntries } from '@polyclinic/postgres'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
import { recordAccess } from './record-access.ts'

/** What is recorded at this clinic, the newest first, for its admin; to look is recorded too. */
export async function listAudit(
  clinic: Clinic,
  actor: Actor,
  search: {
    patient?: string | undefined
    actor?: string | undefined
    from?: string | undefined
    to?: string | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<{ items: AuditEntryDocument[]; next?: string }> {
  const standing = authorise(actor, 'audit.read', clinic)
  const { patient, from, to, limit } = search
  const after = decodeTimeCursor(search.cursor)
  const rows = await findAuditEntries(clinic.database, {
    patientId: patient,
    actor: search.actor,
    from,
    to,
    after,
    limit,
  })
  const patients = new Set(rows.slice(0, limit).flatMap(({ patientId }) => patientId ?? []))
  await recordAccess(clinic, actor, standing, {
    kind: 'read',
    purpose: 'audit.read',
    objects:
      patients.size === 0
        ? [{ type: 'audit', id: undefined, patientId: patient }]
        : [...patients].map((patientId) => ({ type: 'audit', id: undefined, patientId })),
  })
  return pageOf(
    rows,
    limit,
    ({ objectId, patientId, ...row }) => ({
      ...row,
      ...(objectId !== undefined && { objectId }),
      ...(patientId !== undefined && { patientId }),
    }),
    (row) => [row.at, row.id],
  )
}
