import type { ControlPlane } from '../control-plane.ts'
import { underLock } from '../locks/index.ts'
import { findCompanions, findWaitingNotice, type NoticeRow } from './notice-queries.ts'

export type TakenNotice =
  /** To be sent, by nobody else meanwhile; others to the same patient that may go out with it */
  | { readonly outcome: 'taken'; readonly notice: NoticeRow; readonly companions: readonly NoticeRow[] }
  /** Somebody else is at one for the same person. */
  | { readonly outcome: 'busy' }
  /** Sent, refused, dropped, or gone with its patient */
  | { readonly outcome: 'ended' }

/** Takes a notice for as long as `work` lasts. One person is told one thing at a time: several may become one message. */
export async function takeNotice<Result>(
  { database }: ControlPlane,
  noticeId: string,
  work: (taken: TakenNotice) => Promise<Result>,
): Promise<Result> {
  const found = await findWaitingNotice(database, noticeId)
  if (!found) return work({ outcome: 'ended' })
  return underLock(database, `notices:${found.patientId ?? found.doctorId}`, async (held) => {
    if (!held) return work({ outcome: 'busy' })
    // under the lock: whoever had it before may have sent it
    const notice = await findWaitingNotice(held, noticeId)
    if (!notice) return work({ outcome: 'ended' })
    return work({ outcome: 'taken', notice, companions: await findCompanions(held, notice) })
  })
}
