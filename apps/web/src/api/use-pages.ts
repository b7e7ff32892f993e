import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type Answer, type BodyOf, call, type CallInput, type RouteId } from './call.ts'
import { keyOf } from './use-api.ts'

interface Page {
  readonly items: readonly unknown[]
  readonly next?: string | undefined
}
/** The routes that answer by pages. */
export type PagedRouteId = { [Id in RouteId]: BodyOf<Id> extends Page ? Id : never }[RouteId]
interface Options {
  readonly enabled?: boolean
  readonly refetchInterval?: number
  /** Show the former list while another is on its way: for lists whose filter changes */
  readonly keep?: boolean
}

/** Asks for a list page by page: `Show more` asks for the next. Forgotten with every other answer of its route. */
export function usePages<Id extends PagedRouteId>(
  id: Id,
  input: CallInput<Id>,
  { keep, ...options }: Options = {},
) {
  return useInfiniteQuery({
    queryKey: [...keyOf(id, input), 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const { query } = input as { query?: object }
      const cursor = pageParam === undefined ? {} : { cursor: pageParam }
      return call(id, { ...input, query: { ...query, ...cursor }, signal } as CallInput<Id>)
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Answer<BodyOf<Id>>) => (last.body as Page).next,
    ...(keep && { placeholderData: keepPreviousData }),
    ...options,
  })
}
