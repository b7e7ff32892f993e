import { advanceFreeDays } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every minute: what time alone has changed. */
export const followFreeDays = defineTask({
  name: 'follow-free-days',
  limitSeconds: 60,
  payload: z.looseObject({}),
  async run({ control, log }) {
    const days = await advanceFreeDays(control, worker)
    if (days > 0) log.debug({ days }, 'free days were brought forward')
  },
})
