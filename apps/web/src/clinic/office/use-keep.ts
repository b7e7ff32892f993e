import { type Query, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type RouteId } from '../../api/index.ts'
import { useIdempotencyKey } from '../here/use-idempotency-key.ts'
import { useHere } from './use-here.ts'

/** What the office keeps by the same five routes: `createShift`, `editShift`, `removeShift` … */
export type Kind =
  | 'Shift'
  | 'Assignment'
  | 'Override'
  | 'Closure'
  | 'DoctorRecord'
  | 'Specialty'
  | 'VisitTypeRecord'
  | 'OpeningHours'
  | 'NoticeTemplate'

export interface Seen {
  readonly id: string
  readonly version: number
}
interface Saving {
  readonly form: object
  /** The one to replace, as it was seen; absent to add one */
  readonly seen?: Seen | undefined
  readonly query?: object | undefined
}
type Params = Readonly<Record<string, string>>

// a kind's routes differ in their bodies alone, and the editors' forms are typed where they are filled in
const callKind = (route: string, input: object) => call(route as RouteId, input as never)

const isTried = ({ queryKey }: Query) => String(queryKey[0]).startsWith('preview')
const stopTrying = (queries: QueryClient) => queries.cancelQueries({ predicate: isTried })
/** What was tried is not tried again once it is done: it would be refused for being there already. */
const forgetAll = (queries: QueryClient) =>
  queries.invalidateQueries({ predicate: (query) => !isTried(query) })

/** Adds or replaces one; whatever the calendar tells elsewhere is asked for again. */
export function useSave(kind: Kind, params: Params = {}) {
  const clinic = useHere()
  const queries = useQueryClient()
  const keys = useIdempotencyKey()
  return useMutation({
    mutationFn: ({ form, seen, query }: Saving) => {
      if (seen) {
        const { id, version } = seen
        return callKind(`edit${kind}`, {
          clinic,
          params: { ...params, id },
          query,
          body: form,
          ifMatch: version,
        })
      }
      return callKind(`create${kind}`, { clinic, params, body: form, idempotencyKey: keys.keyFor(form) })
    },
    onMutate: () => stopTrying(queries),
    onSuccess: () => {
      keys.done()
      return forgetAll(queries)
    },
  })
}

export function useRemove(kind: Kind, params: Params = {}) {
  const clinic = useHere()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version }: Seen) =>
      callKind(`remove${kind}`, { clinic, params: { ...params, id }, ifMatch: version }),
    onMutate: () => stopTrying(queries),
    onSuccess: () => forgetAll(queries),
  })
}
