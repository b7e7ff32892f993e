import { useAsk } from '../../api/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import type { QueuedVisit } from './queue-of.ts'

/** Since when somebody waits: their last arrival in the history. Asked once a visit, it stays as it was. */
export function useArrivedAt({ id, status }: QueuedVisit): string | undefined {
  const { clinic } = useClinic()
  const asked = useAsk(
    'showHistory',
    { clinic, params: { appointment: id } },
    { enabled: status === 'arrived', staleTime: Number.POSITIVE_INFINITY },
  )
  return asked.data?.body.items.findLast(({ type }) => type === 'arrived')?.at
}
