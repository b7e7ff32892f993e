import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import type { NoticeChannel } from './notice.ts'
import { endSent, endUnsent, insertFallbacks, type Told } from './outcome-queries.ts'
import { sendingJob } from './sending-job.ts'

/** They have arrived at the server. */
export const noticesSent = (
  { database }: ControlPlane,
  told: readonly Told[],
  providerId?: string,
): Promise<void> => endSent(database, told, providerId)

/** They are not sent: what they say is not so any more, or there is no way to whom they are for. */
export const noticesDropped = (
  { database }: ControlPlane,
  ids: readonly string[],
  reason: string,
): Promise<void> => endUnsent(database, ids, 'dropped', reason)

/**
 * This way they will never be taken; where there is another one they go that way, once.
 * @param code of the server, or ours; never its words
 */
export const noticesRefused = (
  { database }: ControlPlane,
  ids: readonly string[],
  code: string,
  next: NoticeChannel | undefined,
): Promise<void> =>
  database.transaction(async (tx) => {
    const made = next ? await insertFallbacks(tx, ids, next) : []
    await endUnsent(tx, ids, 'refused', code)
    await enqueueJobs(
      tx,
      made.map(({ id, clinicId }) => sendingJob(clinicId, id)),
    )
  })
