import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'
import { only } from '../appointments/index.ts'
import type { BookingCall } from '../coalescing/index.ts'

/** Who may book beyond the rules, besides the clinic's admin. */
export async function findOverrideRule(db: Queryable): Promise<'admin' | 'staff'> {
  const { rows } = await db.query<{ rule: 'admin' | 'staff' }>({
    name: 'find-override-rule',
    text: 'select override_by as rule from clinic_profile',
  })
  return only(rows).rule
}

export async function callOverride(
  db: Queryable,
  call: BookingCall,
  justification: Buffer,
): Promise<{ outcome: string; facts: AppointmentFacts | null; limit: string | null }> {
  const { rows } = await db.query<{ outcome: string; facts: AppointmentFacts | null; limit: string | null }>({
    name: 'override-appointment',
    text: 'select outcome, facts, limit_value as "limit" from override_appointment($1, $2)',
    values: [JSON.stringify(call), justification],
  })
  return only(rows)
}
