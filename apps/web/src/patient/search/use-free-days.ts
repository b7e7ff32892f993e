import { usePages } from '../../api/index.ts'
import { groupByDoctor } from './group-by-doctor.ts'
import { questionOf, type Wishes } from './wishes.ts'

/** A page may bring nothing but further days of doctors that stand there already: then so many more are asked for. */
const mostPagesAtOnce = 4

export function useFreeDays(wishes: Wishes, specialty: string) {
  const query = questionOf(wishes, specialty)
  const asked = usePages('searchSlots', { query }, { keep: true, refetchInterval: 60_000 })
  const doctorsIn = (found: typeof asked.data) =>
    groupByDoctor(found?.pages.map(({ body }) => body.items) ?? [])
  const doctors = doctorsIn(asked.data)
  const fetchNextPage = async () => {
    for (let page = 0; page < mostPagesAtOnce; page++) {
      const { data, hasNextPage } = await asked.fetchNextPage()
      if (!hasNextPage || doctorsIn(data).length > doctors.length) return
    }
  }
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error } = asked
  const list = { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage }
  return { asked, doctors, list }
}
