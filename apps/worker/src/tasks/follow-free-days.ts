import { advanceFreeDays, queueMarkedClinics } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every minute: what time alone has changed, and the clinics that could not be read. */
export const followFreeDays = defineTask({
  name: 'follow-free-days',
  limitSeconds: 60,
  payload: z.looseObject({}),
  async run({ control, log }) {
    const days = await advanceFreeDays(control, worker)
    const clinics = await queueMarkedClinics(control, worker, { failedToo: true })
    if (days + clinics > 0) log.debug({ days, clinics }, 'free days were brought forward')
  },
})
