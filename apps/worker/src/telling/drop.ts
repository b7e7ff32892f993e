import { noticesDropped, type NoticeRow } from '@polyclinic/control'
import type { TaskContext } from '../queue/task.ts'

/** They are not sent; the desk sees why. */
export async function drop(
  { control, metrics, log }: TaskContext,
  notices: readonly NoticeRow[],
  reason: string,
): Promise<void> {
  const ids = notices.map(({ id }) => id)
  await noticesDropped(control, ids, reason)
  metrics.noticeEnded('dropped', ids.length)
  log.info({ notices: ids, kind: notices[0]?.kind, reason }, 'nobody is told')
}
