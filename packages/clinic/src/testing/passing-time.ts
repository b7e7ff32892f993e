import type { TestClinic } from './open-test-clinic.ts'

/** Lets these holds' time be over: what is written of it moves into the past, as if time had passed. */
export function letLapse(clinic: TestClinic, ...holdIds: string[]): Promise<void> {
  return untouched(clinic, async (query) => {
    await query(
      `update appointment_event e set payload = jsonb_set(payload, '{holdExpiresAt}', to_jsonb(now() - interval '1 second'))
       where appointment_id = any ($1) and payload ->> 'holdExpiresAt' is not null`,
      [holdIds],
    )
    await query(`update appointment set hold_expires_at = now() - interval '1 second' where id = any ($1)`, [
      holdIds,
    ])
    await query(
      `update slot s set held_until = (
         select min(a.hold_expires_at) from appointment_slot x join appointment a on a.id = x.appointment_id
         where x.slot_id = s.id and a.status = 'pending')
       where s.id in (select slot_id from appointment_slot where appointment_id = any ($1))`,
      [holdIds],
    )
  })
}

/** Lets an appointment have begun so many minutes ago; less than none: it begins then. */
export function letBegin(clinic: TestClinic, id: string, minutesAgo: number): Promise<void> {
  return untouched(clinic, (query) =>
    query(
      `update appointment a set starts_at = t.at, ends_at = t.at + (ends_at - starts_at),
         local_date = (t.at at time zone $3)::date
       from (select now() - make_interval(mins => $2::integer)) as t (at) where a.id = $1`,
      [id, minutesAgo, clinic.timeZone],
    ),
  )
}

/** Nobody edits, so no version is raised. */
async function untouched(
  clinic: TestClinic,
  work: (query: (text: string, values: unknown[]) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  await clinic.owner.transaction(async (tx) => {
    await tx.query('alter table appointment disable trigger appointment_touch')
    await work((text, values) => tx.query(text, values))
    await tx.query('alter table appointment enable trigger appointment_touch')
  })
}
