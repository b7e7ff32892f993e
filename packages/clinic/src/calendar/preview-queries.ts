import type { Queryable } from '@polyclinic/postgres'
import { type TimeFacts, timeColumns } from './time-facts.ts'

export interface SlotIds {
  readonly open: readonly string[]
  /** Withdrawn ones too */
  readonly all: readonly string[]
}

/** The slots to come of these doctors on these days. */
export async function findSlotIds(
  db: Queryable,
  range: { from: string; to: string; doctors?: readonly string[] | undefined },
): Promise<SlotIds> {
  const { rows } = await db.query<{ open: string[] | null; all: string[] | null }>(
    `select array_agg(s.id::text) as all, array_agg(s.id::text) filter (where s.state = 'open') as open
     from slot s
     where s.starts_at > now() and s.local_date between $1 and $2
       and ($3::uuid[] is null or s.doctor_id = any ($3))`,
    [range.from, range.to, range.doctors],
  )
  return { open: rows[0]?.open ?? [], all: rows[0]?.all ?? [] }
}

/** When and whose they are, the earliest first. */
export async function findSlotTimes(
  db: Queryable,
  ids: readonly string[],
  limit: number,
): Promise<TimeFacts[]> {
  if (ids.length === 0) return []
  const { rows } = await db.query<TimeFacts>(
    `select ${timeColumns}
     from slot t join doctor d on d.id = t.doctor_id cross join clinic_profile p
     where t.id = any ($1)
     order by t.starts_at, t.id
     limit $2`,
    [ids, limit],
  )
  return rows
}

export interface DisplacedFacts extends TimeFacts {
  id: string
  reference: string
  patientId: string
}

/** The appointments that this very transaction has displaced, the earliest first. */
export async function findDisplacedNow(db: Queryable, limit: number): Promise<DisplacedFacts[]> {
  const { rows } = await db.query<DisplacedFacts>(
    `select t.id, t.reference, t.patient_id as "patientId", ${timeColumns}
     from appointment t join doctor d on d.id = t.doctor_id cross join clinic_profile p
     where t.displaced_at = now()
     order by t.starts_at, t.id
     limit $1`,
    [limit],
  )
  return rows
}
