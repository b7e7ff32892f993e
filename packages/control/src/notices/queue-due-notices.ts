import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { takeDue } from './notice-queries.ts'
import { sendingJob } from './sending-job.ts'

/**
 * Gives what is due until the next look a job: so many a second and no more, however many are due at once. The rest is
 * found by the next look.
 * @returns how many
 */
export async function queueDueNotices(
  { database }: ControlPlane,
  actor: Actor,
  { everySeconds, perSecond }: { readonly everySeconds: number; readonly perSecond: number },
): Promise<number> {
  authorise(actor, 'notice.tell')
  return database.transaction(async (tx) => {
    const due = await takeDue(tx, { withinSeconds: everySeconds, most: everySeconds * perSecond })
    const jobs = due.map(({ id, clinicId, afterSeconds }, nth) =>
      sendingJob(clinicId, id, Math.max(afterSeconds, nth / perSecond)),
    )
    await enqueueJobs(tx, jobs)
    return jobs.length
  })
}
