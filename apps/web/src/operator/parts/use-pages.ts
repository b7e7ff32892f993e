import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call, type CallInput, keyOf } from '../../api/index.ts'

/** Clinics of a search, page by page; `Show more`, or the end of what is seen, brings the next. */
export function useClinics(query: CallInput<'listRegisteredClinics'>['query']) {
  return useInfiniteQuery({
    queryKey: keyOf('listRegisteredClinics', { query }),
    queryFn: async ({ pageParam, signal }) =>
      (await call('listRegisteredClinics', { query: { ...query, cursor: pageParam }, signal })).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

/** Operations, the newest first. */
export function useOperations(query: CallInput<'listOperations'>['query']) {
  return useInfiniteQuery({
    queryKey: keyOf('listOperations', { query }),
    queryFn: async ({ pageParam, signal }) =>
      (await call('listOperations', { query: { ...query, cursor: pageParam }, signal })).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}
