import type { Queryable } from '@polyclinic/postgres'

export interface OutboxRow {
  id: string
  /** ISO 8601 */
  at: string
  type: string
  appointmentId: string | null
  version: number | null
  payload: Record<string, unknown> | null
  change: Record<string, unknown> | null
  graceSeconds: number
}

/** The oldest first: an appointment's events in the order in which they happened. */
export async function findOutboxRows(db: Queryable, limit: number): Promise<OutboxRow[]> {
  const { rows } = await db.query<OutboxRow>({
    name: 'find-outbox-rows',
    text: `select o.id, to_json(o.at) #>> '{}' as at, o.type, e.appointment_id as "appointmentId", e.version,
         e.payload || jsonb_build_object('reference', a.reference, 'doctorName', d.name, 'visitTypeName', v.name)
           as payload, o.change, (select notice_grace_seconds from clinic_profile) as "graceSeconds"
       from (select * from outbox order by id limit $1) o
       left join appointment_event e on e.id = o.id and e.at = o.at
       left join appointment a on a.id = e.appointment_id
       left join doctor d on d.id = a.doctor_id
       left join visit_type v on v.id = a.visit_type_id
       order by o.id`,
    values: [limit],
  })
  return rows
}

/** Does not wait for the disk: what a crash brings back is told again, and was seen. */
export async function deleteOutboxRows(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query({
    name: 'delete-outbox-rows',
    text: `with hasty as materialized (select set_config('synchronous_commit', 'off', true))
      delete from outbox using hasty where id = any ($1::uuid[])`,
    values: [ids],
  })
}
