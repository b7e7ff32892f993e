import { getRouteApi } from '@tanstack/react-router'
import { useAsk } from '../../api/index.ts'

/** The clinic whose console this is. */
export const useHere = (): string => getRouteApi('/clinic/$clinic').useParams().clinic

/** Its time zone; the reader's own until it is known. */
export function useZone(): string {
  const { data } = useAsk('showClinic', { clinic: useHere() }, { staleTime: 600_000 })
  return data?.body.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
