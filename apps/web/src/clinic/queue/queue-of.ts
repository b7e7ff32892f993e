import type { Calendar } from '@polyclinic/contract'

type Doctor = Calendar['doctors'][number]
export type QueuedVisit = Doctor['appointments'][number]

export interface Queue {
  readonly doctor: Pick<Doctor, 'id' | 'name'>
  /** Here already, in the order of their times: the first is next */
  readonly here: readonly QueuedVisit[]
  /** Should be here by now */
  readonly late: readonly QueuedVisit[]
  readonly expected: readonly QueuedVisit[]
  readonly total: number
}

/** One doctor's day as a queue. Whoever came has their turn by the time that was booked, not by who was first. */
export function queueOf({ id, name, appointments }: Doctor, now: Date): Queue {
  const visits = appointments
    .filter(({ status, displaced }) => !displaced && ['booked', 'pending', 'arrived'].includes(status))
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const here = visits.filter(({ status }) => status === 'arrived')
  const away = visits.filter(({ status }) => status !== 'arrived')
  const isLate = ({ startsAt }: QueuedVisit) => Date.parse(startsAt) < now.getTime()
  return {
    doctor: { id, name },
    here,
    late: away.filter(isLate),
    expected: away.filter((visit) => !isLate(visit)),
    total: visits.length,
  }
}

/** Whole minutes since an instant; none before it. */
export const minutesSince = (instant: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / 60_000))
