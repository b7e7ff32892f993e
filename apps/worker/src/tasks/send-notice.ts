import { dueReminders, lookAtVisits } from '@polyclinic/clinic'
import {
  enqueueJobs,
  noteReminders,
  noticesFailed,
  type NoticeRow,
  sendingJob,
  takeNotice,
} from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { DatabaseUnavailable } from '@polyclinic/postgres'
import { z } from 'zod'
import { defineTask, type TaskContext } from '../queue/task.ts'
import { drop } from '../telling/drop.ts'
import { planningSeconds } from './plan-reminders.ts'
import { tellDoctor } from '../telling/tell-doctor.ts'
import { tellPatient, visitIdsOf } from '../telling/tell-patient.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
const againSeconds = 5

/**
 * Sends one notice, with others that belong to it, if the clinic's database still says what it tells. Where the server
 * took it and we did not hear of it, or could not write it down, it is sent again under the same Message-ID.
 */
export const sendNotice = defineTask({
  name: 'send-notice',
  limitSeconds: 90,
  lane: 'messages',
  payload: z.strictObject({ clinicId: z.uuid(), noticeId: z.uuid() }),
  run: (context, { clinicId, noticeId }, signal) =>
    takeNotice(context.control, noticeId, async (taken) => {
      switch (taken.outcome) {
        case 'ended':
          return
        case 'busy':
          return lookAgain(context, clinicId, noticeId)
        case 'taken':
          signal.throwIfAborted()
          return tellOrDelay(context, clinicId, taken.notice, taken.companions)
      }
    }),
})

/** A clinic that cannot be asked delays what is told of it, for as long as that lasts. */
async function tellOrDelay(
  context: TaskContext,
  clinicId: string,
  notice: NoticeRow,
  companions: readonly NoticeRow[],
): Promise<void> {
  try {
    await tell(context, clinicId, notice, companions)
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error
    await noticesFailed(context.control, [notice.id], notice, error.code)
    context.metrics.noticeEnded('failed', 1)
    context.log.warn({ notices: [notice.id], clinic: clinicId }, 'a clinic could not be asked what to tell')
  }
}

async function tell(
  context: TaskContext,
  clinicId: string,
  notice: NoticeRow,
  companions: readonly NoticeRow[],
): Promise<void> {
  const clinic = await openForWork(context, clinicId)
  if (!clinic) return drop(context, [notice], 'clinic-closed')
  if (notice.kind === 'day-list') return tellDoctor(context, clinic, notice)
  const truth = await lookAtVisits(clinic, worker, visitIdsOf([notice, ...companions]))
  await remindSoon(context, clinic, truth.now, [notice, ...companions])
  return tellPatient(context, clinic, truth, notice, companions)
}

/** Reminders that are due before anybody plans them for the whole clinic again: of all that go out in this message. */
async function remindSoon(
  { control }: TaskContext,
  clinic: Parameters<typeof dueReminders>[0],
  now: Date,
  notices: readonly NoticeRow[],
): Promise<void> {
  const visits = visitIdsOf(notices.filter(({ kind }) => kind === 'booked' || kind === 'changed'))
  if (visits.length === 0) return
  const until = new Date(now.getTime() + planningSeconds * 1000)
  const due = await dueReminders(clinic, worker, { from: now, until }, visits)
  await noteReminders(control, worker, clinic.id, due)
}

/** Whoever is at it may be a process that is dying. */
const lookAgain = ({ control }: TaskContext, clinicId: string, noticeId: string): Promise<void> =>
  enqueueJobs(control.database, [
    { ...sendingJob(clinicId, noticeId, againSeconds), key: `send-notice:${noticeId}:again` },
  ])
