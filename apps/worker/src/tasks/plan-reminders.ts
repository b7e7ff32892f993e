import { dueDayLists, dueReminders, lookAtVisits } from '@polyclinic/clinic'
import { noteDayLists, noteReminders } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** So far ahead reminders are planned: longer than until the clinic is looked at again. */
export const planningSeconds = 2 * 3_600
/** So long ago they may have been due: nobody looked then */
const missedSeconds = 12 * 3_600

/** Plans what one clinic has to remind people of within the next two hours, and the lists of its doctors' day. */
export const planReminders = defineTask({
  name: 'plan-reminders',
  limitSeconds: 60,
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run(context, { clinicId }) {
    const { control, log } = context
    const clinic = await openForWork(context, clinicId)
    if (!clinic) return
    const { now } = await lookAtVisits(clinic, worker, [])
    const from = new Date(now.getTime() - missedSeconds * 1000)
    const until = new Date(now.getTime() + planningSeconds * 1000)
    const due = await dueReminders(clinic, worker, { from, until })
    const still = due.filter(({ startsAt }) => startsAt > now)
    const reminders = await noteReminders(control, worker, clinicId, still)
    const days = await dueDayLists(clinic, worker, { from, until })
    const lists = await noteDayLists(control, worker, clinicId, days)
    log.info({ clinic: clinicId, reminders, lists }, 'reminders were planned')
  },
})
