import type { Queryable } from '@polyclinic/postgres'
import type { Once } from './guardian-queries.ts'

interface Request extends Once {
  clinicId: string
  principal: string
}

/** Lets one request of a key through at a time. */
export async function lockRequest(tx: Queryable, request: Request): Promise<void> {
  const { clinicId, principal, idempotencyKey } = request
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `desk-registration ${clinicId} ${principal} ${idempotencyKey}`,
  ])
}

/** Whom that request made: the kept one, where they were merged since. */
export async function findRegisteredBy(
  tx: Queryable,
  request: Request,
): Promise<{ patientId: string; fingerprint: string } | undefined> {
  const { rows } = await tx.query<{ patientId: string; fingerprint: string }>(
    `select coalesce(p.merged_into, p.id) as "patientId", encode(r.request_fingerprint, 'hex') as fingerprint
     from desk_registration r join patient p on p.id = r.patient_id
     where r.clinic_id = $1 and r.principal = $2 and r.request_key = $3`,
    [request.clinicId, request.principal, request.idempotencyKey],
  )
  return rows[0]
}

export async function insertRegistration(tx: Queryable, request: Request, patientId: string): Promise<void> {
  await tx.query(
    `insert into desk_registration (clinic_id, principal, request_key, request_fingerprint, patient_id)
     values ($1, $2, $3, decode($4, 'hex'), $5)`,
    [request.clinicId, request.principal, request.idempotencyKey, request.fingerprint, patientId],
  )
}
