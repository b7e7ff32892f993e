import { readFreeDays } from '@polyclinic/clinic'
import { keepFreeDays } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/**
 * Reads the days of one clinic that have changed, for the search across clinics. With a rest: a rush at many clinics makes
 * the search some seconds older, and bookings and their events no slower.
 */
export const refreshSearch = defineTask({
  name: 'refresh-search',
  limitSeconds: 120,
  lane: 'search',
  rests: true,
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run(context, { clinicId }) {
    const { control, log } = context
    const clinic = await openForWork(context, clinicId)
    if (!clinic) return
    const changed = await keepFreeDays(control, worker, clinicId, (marked) =>
      readFreeDays(clinic, worker, marked),
    )
    if (changed) log.debug({ clinic: clinicId, ...changed }, 'free days were read again')
  },
})
