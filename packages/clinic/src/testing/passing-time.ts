import type { TestClinic } from './open-test-clinic.ts'

/** Lets these holds' time be over: what is written of it moves into the past, as if time had passed. */
export function letLapse(clinic: TestClinic, ...holdIds: string[]): Promise<void> {
  return clinic.owner.transaction(async (tx) => {
    // slots before appointments, as every verb does
    await tx.query(
      `select from slot where id in (select slot_id from appointment_slot where appointment_id = any ($1))
       order by id for no key update`,
      [holdIds],
    )
    const { rows } = await tx.query<{ id: string }>(
      `update appointment set hold_expires_at = now() - interval '1 second', ${nobodyEdits}
       where id = any ($1) and status = 'pending' and hold_expires_at is not null returning id`,
      [holdIds],
    )
    const lapsed = rows.map(({ id }) => id)
    await tx.query(
      `update appointment_event e
       set payload = jsonb_set(payload, '{holdExpiresAt}', to_jsonb(now() - interval '1 second'))
       where appointment_id = any ($1) and payload ->> 'holdExpiresAt' is not null`,
      [lapsed],
    )
    await tx.query(
      `update slot s set held_until = (
         select min(a.hold_expires_at) from appointment_slot x join appointment a on a.id = x.appointment_id
         where x.slot_id = s.id and a.status = 'pending')
       where s.id in (select slot_id from appointment_slot where appointment_id = any ($1))`,
      [lapsed],
    )
    await tx.query(sameVersion, [lapsed])
  })
}

/** Lets an appointment have begun so many minutes ago; less than none: it begins then. */
export function letBegin(clinic: TestClinic, id: string, minutesAgo: number): Promise<void> {
  return clinic.owner.transaction(async (tx) => {
    await tx.query(
      `update appointment a set starts_at = t.at, ends_at = t.at + (ends_at - starts_at),
         local_date = (t.at at time zone $3)::date, ${nobodyEdits}
       from (select now() - make_interval(mins => $2::integer)) as t (at) where a.id = $1`,
      [id, minutesAgo, clinic.timeZone],
    )
    await tx.query(sameVersion, [[id]])
  })
}

// a version that is written is left alone by the trigger that raises it: down, and up again
const nobodyEdits = 'version = version - 1'
const sameVersion = 'update appointment set version = version + 1 where id = any ($1)'
