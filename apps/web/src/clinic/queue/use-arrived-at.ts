import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import type { QueuedVisit } from './queue-of.ts'

/**
 * Since when somebody waits: their last arrival in the history. Asked once for each version of a visit that is here, under
 * a key of its own: what happens to others makes it no older, and who is taken back and comes again has another version.
 */
export function useArrivedAt({ id, version, status }: QueuedVisit): string | undefined {
  const { clinic } = useClinic()
  const asked = useQuery({
    queryKey: ['arrival', { clinic, id, version }],
    queryFn: async ({ signal }) => {
      const { body } = await call('showHistory', { clinic, params: { appointment: id }, signal })
      return body.items.findLast(({ type }) => type === 'arrived')?.at ?? null
    },
    enabled: status === 'arrived',
    staleTime: Number.POSITIVE_INFINITY,
  })
  return asked.data ?? undefined
}
