import { queueDueNotices as queueDue } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every minute: what is due within the next one gets its job, so many a second. */
export const queueDueNotices = defineTask({
  name: 'queue-due-notices',
  limitSeconds: 30,
  payload: z.looseObject({}),
  async run({ control, noticesPerSecond, log }) {
    const queued = await queueDue(control, worker, { everySeconds: 60, perSecond: noticesPerSecond })
    if (queued > 0) log.info({ queued }, 'notices are due')
  },
})
