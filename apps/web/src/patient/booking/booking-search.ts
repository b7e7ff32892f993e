import { codeIn, idIn, instantIn, said, type Search } from '../address-search.ts'

/** What is about to be booked; it stands in the address, so it is there again after signing in or a reload. */
export interface ChosenTime {
  readonly slot?: string
  /** Instead of a slot: any free doctor at this instant */
  readonly startsAt?: string
  /** With `startsAt`: this one, */
  readonly doctor?: string
  /** or any of it */
  readonly specialty?: string
  readonly visitType?: string
}

export interface BookingSearch extends ChosenTime {
  /** What has become of it: the appointment */
  readonly booked?: string
}

export function bookingIn(search: Search): BookingSearch {
  const slot = idIn(search['slot'])
  return said({
    slot,
    startsAt: slot ? undefined : instantIn(search['startsAt']),
    doctor: idIn(search['doctor']),
    specialty: codeIn(search['specialty']),
    visitType: codeIn(search['visitType']),
    booked: idIn(search['booked']),
  })
}
