import { queueSearchRefreshing } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every minute: what time alone has changed is read again, and whatever the queue was not told of. */
export const followFreeDays = defineTask({
  name: 'follow-free-days',
  limitSeconds: 60,
  payload: z.looseObject({}),
  async run({ control, log }) {
    const clinics = await queueSearchRefreshing(control, worker)
    if (clinics > 0) log.debug({ clinics }, 'free days will be read again')
  },
})
