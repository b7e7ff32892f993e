import type { Calendar } from '@polyclinic/contract'

export type Visit = Calendar['doctors'][number]['appointments'][number]

const open = ['pending', 'booked', 'arrived']

/** What a doctor's day and week show: what came to nothing is no part of them. */
export const isShown = ({ status }: Visit): boolean => status !== 'cancelled' && status !== 'entered-in-error'

/** What is still to be done of a day. */
export const isOpen = ({ status, displaced }: Visit): boolean => !displaced && open.includes(status)

/** Who is to be seen next: whoever is here already, else whose time comes first. */
export function nextVisit(visits: readonly Visit[]): Visit | undefined {
  const waiting = visits.filter(isOpen).toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  return waiting.find(({ status }) => status === 'arrived') ?? waiting[0]
}
