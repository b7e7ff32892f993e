import { useInfiniteQuery } from '@tanstack/react-query'
import { call, keyOf } from '../../api/index.ts'
import { groupByDoctor } from './group-by-doctor.ts'
import { questionOf, type Wishes } from './wishes.ts'

/** A page may bring nothing but further days of doctors that stand there already: then so many more are asked for. */
const mostPagesAtOnce = 4

export function useFreeDays(wishes: Wishes, specialty: string) {
  const question = questionOf(wishes, specialty)
  const asked = useInfiniteQuery({
    queryKey: keyOf('searchSlots', question),
    queryFn: async ({ pageParam, signal }) =>
      (await call('searchSlots', { query: { ...question, ...(pageParam && { cursor: pageParam }) }, signal }))
        .body,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (former) => former,
    refetchInterval: 60_000,
  })
  const doctorsIn = (pages: typeof asked.data) => groupByDoctor(pages?.pages.map(({ items }) => items) ?? [])
  const doctors = doctorsIn(asked.data)
  const more = async () => {
    for (let page = 0; page < mostPagesAtOnce; page++) {
      const { data, hasNextPage } = await asked.fetchNextPage()
      if (!hasNextPage || doctorsIn(data).length > doctors.length) return
    }
  }
  return { asked, doctors, more }
}
