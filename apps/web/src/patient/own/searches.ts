import { codeIn, dayIn, idIn, said, type Search, slugIn } from '../address-search.ts'

export interface SearchOfVisits {
  readonly when?: 'past'
  /** Whom it is about, where it is not oneself */
  readonly of?: string
}
export const searchOfVisits = (search: Search): SearchOfVisits =>
  said({ when: search['when'] === 'past' ? 'past' : undefined, of: idIn(search['of']) })

/** `move`: opened to choose another time */
export const searchOfVisit = (search: Search): { move?: true } => (search['move'] ? { move: true } : {})

/** A wish that another page has prepared. */
export interface SearchOfWaiting {
  readonly clinic?: string
  readonly visitType?: string
  readonly doctor?: string
  readonly from?: string
  readonly to?: string
  readonly of?: string
}
export const searchOfWaiting = (search: Search): SearchOfWaiting =>
  said({
    clinic: slugIn(search['clinic']),
    visitType: codeIn(search['visitType']),
    doctor: idIn(search['doctor']),
    from: dayIn(search['from']),
    to: dayIn(search['to']),
    of: idIn(search['of']),
  })

export interface SearchOfPrivacy {
  readonly of?: string
  /** How far one has come; it names nobody */
  readonly erasure?: string
}
export const searchOfPrivacy = (search: Search): SearchOfPrivacy =>
  said({ of: idIn(search['of']), erasure: idIn(search['erasure']) })
