import type { FreeSlot } from '@polyclinic/contract'
import { useAsk } from '../../api/index.ts'
import { said } from '../address-search.ts'
import type { TimeWishes } from './time-wishes.ts'

/** Days with anything free that stand on a page. */
const daysShown = 5
/** Live updates tell what is taken meanwhile; where they do not get through, the times are asked for so often. */
const again = 60_000

/** One instant, and who is free then. */
export interface FreeTime {
  readonly startsAt: string
  readonly slots: readonly FreeSlot[]
}
export interface DayOfTimes {
  readonly localDate: string
  readonly times: readonly FreeTime[]
}

/** The free days of a clinic for these wishes, and the times of those that are shown. */
export function useClinicTimes(clinic: string, wishes: TimeWishes, enabled: boolean) {
  const { visitType, doctor, specialty, part, from } = wishes
  const which = said({ visitType, doctor, specialty: doctor ? undefined : specialty, partOfDay: part })
  const days = useAsk(
    'listFreeDays',
    { clinic, query: which },
    { enabled, keep: true, refetchInterval: again },
  )
  const free = days.data?.body.items.map(({ localDate }) => localDate) ?? []
  const found = from === undefined ? 0 : free.findIndex((day) => day >= from)
  // a day after the last one shows the last ones
  const start = found === -1 ? Math.max(free.length - daysShown, 0) : found
  const shown = free.slice(start, start + daysShown)
  const slots = useAsk(
    'listSlots',
    { clinic, query: { ...which, from: shown[0], to: shown.at(-1), limit: 500 } },
    { enabled: enabled && shown.length > 0, keep: true, refetchInterval: again },
  )
  return {
    days,
    slots,
    free,
    /** By day, in order */
    shown: byDay(slots.data?.body.items ?? []),
    earlier: start > 0 ? free[Math.max(start - daysShown, 0)] : undefined,
    later: free[start + daysShown],
  }
}

function byDay(slots: readonly FreeSlot[]): DayOfTimes[] {
  const days = new Map<string, Map<string, FreeSlot[]>>()
  for (const slot of slots) {
    const day = days.get(slot.localDate) ?? new Map<string, FreeSlot[]>()
    days.set(slot.localDate, day)
    day.set(slot.startsAt, [...(day.get(slot.startsAt) ?? []), slot])
  }
  return [...days].map(([localDate, times]) => ({
    localDate,
    times: [...times].map(([startsAt, free]) => ({ startsAt, slots: free })),
  }))
}
