import {
  keepPreviousData,
  type QueryKey,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
} from '@tanstack/react-query'
import { type Answer, type BodyOf, call, type CallInput, type RouteId } from './call.ts'

/** Under which the answer of a route is kept: all of a route begin alike, so that they are forgotten together. */
export const keyOf = (id: RouteId, input?: object): QueryKey => (input ? [id, input] : [id])

type Options<Id extends RouteId> = Pick<
  UseQueryOptions<Answer<BodyOf<Id>>>,
  'enabled' | 'staleTime' | 'refetchInterval'
> & {
  /** Show the former answer while another is on its way: for lists whose filter changes */
  readonly keep?: boolean
}

/** Asks and keeps the answer; asked again when it is forgotten (`useAct`, live updates) or the window comes back. */
export function useAsk<Id extends RouteId>(
  id: Id,
  input: CallInput<Id>,
  { keep, ...options }: Options<Id> = {},
) {
  return useQuery<Answer<BodyOf<Id>>>({
    queryKey: keyOf(id, input),
    queryFn: ({ signal }) => call(id, { ...input, signal }),
    ...(keep && { placeholderData: keepPreviousData }),
    ...options,
  })
}

/**
 * Does something, and forgets the answers of the routes that are named once it is done.
 * A creating call that is repeated after a lost answer goes out under the same `Idempotency-Key`: give it in the input.
 */
export function useAct<Id extends RouteId>(id: Id, forgets: readonly RouteId[] = []) {
  const queries = useQueryClient()
  return useMutation<Answer<BodyOf<Id>>, Error, CallInput<Id>>({
    mutationFn: (input) => call(id, input),
    onSettled: () => Promise.all(forgets.map((each) => queries.invalidateQueries({ queryKey: keyOf(each) }))),
  })
}
