import type { TestClinic } from './open-test-clinic.ts'

export interface SlotRow {
  id: string
  doctorId: string
  day: string
  startsAt: string
  capacity: number
  taken: number
  overbooked: number
  state: string
  heldUntil: Date | null
  version: number
}

const columns = `s.id, s.doctor_id as "doctorId", s.local_date::text as day, to_json(s.starts_at) #>> '{}' as "startsAt",
  s.capacity, s.taken, s.overbooked, s.state, s.held_until as "heldUntil", s.version`

/** A doctor's slots on the day so many days from today, earliest first: of a morning eight half hours. */
export async function slotsOfDay(clinic: TestClinic, doctor: string, days: number): Promise<SlotRow[]> {
  const { rows } = await clinic.database.query<SlotRow>(
    `select ${columns} from slot s join doctor d on d.id = s.doctor_id
     where d.name = $1 and s.local_date = (now() at time zone $3)::date + $2::integer order by s.starts_at`,
    [doctor, days, clinic.timeZone],
  )
  return rows
}

export async function slotNow(clinic: TestClinic, id: string): Promise<SlotRow> {
  const { rows } = await clinic.database.query<SlotRow>(`select ${columns} from slot s where s.id = $1`, [id])
  if (!rows[0]) throw new Error('there is no such slot')
  return rows[0]
}

/** Hands out days that no other test of a file uses. */
export function newDays(first = 2): () => number {
  let next = first
  return () => next++
}
