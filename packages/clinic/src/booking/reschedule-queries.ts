import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'
import { type Acting, only } from '../appointments/index.ts'

export interface RescheduleRow {
  /** Or why the time cannot be had */
  outcome: 'rescheduled' | 'unknown' | 'version-mismatch' | 'transition-not-allowed' | (string & {})
  /** The appointment; of a slot-version-mismatch the slot */
  facts: AppointmentFacts | null
  limit: string | null
}

export async function callRescheduling(
  db: Queryable,
  call: Acting & { id: string; seenVersion: number; slotId: string; slotVersion?: number | undefined },
): Promise<RescheduleRow> {
  const { rows } = await db.query<RescheduleRow>({
    name: 'reschedule-appointment',
    text: `select outcome, facts, limit_value as "limit" from reschedule_appointment($1, $2, $3, $4, $5, $6)`,
    values: [call.id, call.seenVersion, call.slotId, call.slotVersion, call.acting, call.actingAs],
  })
  return only(rows)
}
