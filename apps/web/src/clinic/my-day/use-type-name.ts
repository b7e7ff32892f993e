import { useAsk } from '../../api/index.ts'
import { useHere } from '../office/index.ts'

/** What a visit is for, by its code. */
export function useTypeName(): (code: string) => string {
  const { data } = useAsk('listVisitTypes', { clinic: useHere() }, { staleTime: 300_000 })
  return (code) => data?.body.items.find((type) => type.code === code)?.name ?? code
}
