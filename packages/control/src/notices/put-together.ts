import type { ControlPlane } from '../control-plane.ts'
import type { NoticeChannel } from './notice.ts'
import type { NoticeRow } from './notice-queries.ts'
import { putInMessage } from './outcome-queries.ts'

/**
 * Puts notices in one message before it leaves. Where its sending is repeated it has the same identifier and tells of the
 * same visits.
 * @returns the message's identifier
 */
export async function putTogether(
  { database }: ControlPlane,
  notices: readonly NoticeRow[],
  channel: NoticeChannel,
): Promise<string> {
  const ids = notices.map(({ id }) => id).toSorted()
  const messageId = notices.find((notice) => notice.messageId)?.messageId ?? ids[0] ?? ''
  await putInMessage(database, ids, messageId, channel)
  return messageId
}
