import type { NoticeTruth } from '@polyclinic/clinic'
import type { NoticeChannel, NoticeRow, Recipient } from '@polyclinic/control'

/** Which way a notice goes, and which one after that; or why there is none. */
export type Ways =
  | { readonly channel: NoticeChannel; readonly next: NoticeChannel | undefined }
  | { readonly channel: undefined; readonly reason: 'no-address' | 'no-channel' }

/**
 * By the recipient's preference, among the ways that the clinic and this installation have.
 * @param chosen the way that has been chosen already; those after it are left
 */
export function waysTo(
  { channels, addresses }: Recipient,
  allowed: NoticeTruth['channels'],
  able: ReadonlySet<NoticeChannel>,
  chosen: NoticeRow['channel'],
): Ways {
  const from = chosen ? Math.max(0, channels.indexOf(chosen)) : 0
  const wished = chosen && !channels.includes(chosen) ? [chosen] : channels.slice(from)
  const reachable = wished.filter((channel) => addresses[channel] !== undefined)
  const [channel, next] = reachable.filter((each) => able.has(each) && allowed.includes(each))
  if (channel) return { channel, next }
  return { channel, reason: reachable.length === 0 ? 'no-address' : 'no-channel' }
}
