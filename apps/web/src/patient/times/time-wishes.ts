import { codeIn, dayIn, idIn, type PartOfDay, partIn, said, type Search } from '../address-search.ts'

/** Which free times of a clinic somebody looks at; it stands in the address. */
export interface TimeWishes {
  readonly visitType?: string
  readonly doctor?: string
  /** Any doctor of it */
  readonly specialty?: string
  readonly part?: PartOfDay
  /** The first day that is shown */
  readonly from?: string
}

export const timeWishesIn = (search: Search): TimeWishes =>
  said({
    visitType: codeIn(search['visitType']),
    doctor: idIn(search['doctor']),
    specialty: codeIn(search['specialty']),
    part: partIn(search['part']),
    from: dayIn(search['from']),
  })
