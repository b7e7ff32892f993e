import { useAsk } from '../../api/index.ts'
import type { ChosenTime } from './booking-search.ts'

export interface TimeFacts {
  readonly startsAt: string
  readonly localDate: string | undefined
  /** Nobody yet, where any doctor will do */
  readonly doctor: string | undefined
  /** Minutes of the slot, where it is one */
  readonly duration: number | undefined
  readonly free: boolean
}

/** What is known of the chosen time: while nobody is signed in, also whether it is still free. */
export function useChosenTime(clinic: string, chosen: ChosenTime) {
  const slot = useAsk(
    'showSlot',
    { clinic, params: { slot: chosen.slot ?? '' } },
    // live updates tell when it goes; where they do not get through, this does
    { enabled: chosen.slot !== undefined, refetchInterval: 60_000 },
  )
  const doctors = useAsk('listDoctors', { clinic }, { staleTime: 60_000 })
  const facts = (): TimeFacts | undefined => {
    if (chosen.slot !== undefined) {
      const body = slot.data?.body
      return (
        body && {
          startsAt: body.startsAt,
          localDate: body.localDate,
          doctor: body.doctor.name,
          duration: body.duration,
          free: body.bookable,
        }
      )
    }
    if (chosen.startsAt === undefined) return undefined
    const doctor = doctors.data?.body.items.find(({ id }) => id === chosen.doctor)?.name
    return { startsAt: chosen.startsAt, localDate: undefined, doctor, duration: undefined, free: true }
  }
  return { facts: facts(), error: chosen.slot === undefined ? null : slot.error }
}
