import { setTimeout as pause } from 'node:timers/promises'
import { readFreeDays } from '@polyclinic/clinic'
import { keepFreeDays } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

/** Milliseconds */
const longestRest = 1_000

const worker: Actor = { kind: 'system', name: 'worker' }

/**
 * Reads the days of one clinic that have changed, for the search across clinics. It keeps its place for as long again as it
 * took: a rush at many clinics makes the search some seconds older, and bookings and their events no slower.
 */
export const refreshSearch = defineTask({
  name: 'refresh-search',
  limitSeconds: 120,
  lane: 'search',
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run(context, { clinicId }, signal) {
    const began = performance.now()
    const { control, log } = context
    const clinic = await openForWork(context, clinicId)
    if (!clinic) return
    const changed = await keepFreeDays(control, worker, clinicId, (marked) =>
      readFreeDays(clinic, worker, marked),
    )
    if (changed) log.debug({ clinic: clinicId, ...changed }, 'free days were read again')
    const rest = Math.min(performance.now() - began, longestRest)
    await pause(rest, undefined, { signal }).catch(() => {})
  },
})
