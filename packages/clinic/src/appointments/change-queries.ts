import type { AppointmentStatus } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'

export interface Acting {
  /** As the actor appears in events */
  readonly acting: string
  readonly actingAs: 'patient' | 'desk' | 'system'
}

export interface EndingRow {
  outcome: 'cancelled' | 'unknown' | 'version-mismatch' | 'transition-not-allowed' | 'cancel-until'
  facts: AppointmentFacts | null
  limit: string | null
}

export async function callEnding(
  db: Queryable,
  call: Acting & {
    id: string
    seenVersion: number
    mayBeLate: boolean
    sealedReason?: Buffer | undefined
    /** A word for what the clock ended */
    why?: string
  },
): Promise<EndingRow> {
  const { rows } = await db.query<EndingRow>({
    name: 'end-appointment',
    text: `select outcome, facts, limit_value as "limit" from end_appointment($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      call.id,
      call.seenVersion,
      call.mayBeLate,
      call.acting,
      call.actingAs,
      call.sealedReason,
      call.why,
    ],
  })
  return only(rows)
}

export interface MoveRow {
  outcome: 'moved' | 'unknown' | 'version-mismatch' | 'transition-not-allowed' | 'too-early'
  facts: AppointmentFacts | null
}

export async function callMove(
  db: Queryable,
  call: Acting & { id: string; seenVersion: number; to: AppointmentStatus },
): Promise<MoveRow> {
  const { rows } = await db.query<MoveRow>({
    name: 'move-appointment',
    text: 'select outcome, facts from move_appointment($1, $2, $3, $4, $5)',
    values: [call.id, call.seenVersion, call.to, call.acting, call.actingAs],
  })
  return only(rows)
}

export function only<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('a query that always gives a row gave none')
  return row
}
