import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'
import { only } from '../appointments/index.ts'

export interface FoundHold {
  facts: AppointmentFacts
  /** Its time is not over, by the database's clock, and nobody has ended it. */
  lasts: boolean
}

/** Whoever's it is; not one that was booked. */
export async function findHold(db: Queryable, id: string): Promise<FoundHold | undefined> {
  const { rows } = await db.query<FoundHold>({
    name: 'find-hold',
    text: `select appointment_facts(id) as facts, status = 'pending' and hold_expires_at > now() as lasts
      from appointment where id = $1 and hold_expires_at is not null`,
    values: [id],
  })
  return rows[0]
}

/** Whose a hold is, or was before it was booked: who repeats the booking under its key must still be found. */
export async function findHolder(
  db: Queryable,
  id: string,
): Promise<{ patientId: string; bookedBy: string } | undefined> {
  const { rows } = await db.query<{ patientId: string; bookedBy: string }>({
    name: 'find-holder',
    text: 'select patient_id as "patientId", booked_by as "bookedBy" from appointment where id = $1',
    values: [id],
  })
  return rows[0]
}

export interface HoldRow {
  outcome: 'renewed' | 'released' | 'unknown' | 'hold-ended' | 'renewed-before'
  facts: AppointmentFacts | null
}

interface HoldCall {
  id: string
  acting: string
  actingAs: string
  /** The patient whose it must be, where somebody else made it */
  holder: string | undefined
}

export async function callRenewing(db: Queryable, call: HoldCall): Promise<HoldRow> {
  const { rows } = await db.query<HoldRow>({
    name: 'renew-hold',
    text: 'select outcome, facts from renew_hold($1, $2, $3, $4)',
    values: [call.id, call.acting, call.actingAs, call.holder],
  })
  return only(rows)
}

export async function callReleasing(db: Queryable, call: HoldCall): Promise<HoldRow> {
  const { rows } = await db.query<HoldRow>({
    name: 'release-hold',
    text: 'select outcome, facts from release_hold($1, $2, $3, $4)',
    values: [call.id, call.acting, call.actingAs, call.holder],
  })
  return only(rows)
}
