import { forgetOldRequests, topUpCalendar as topUp } from '@polyclinic/clinic'
import { hintRelay } from '@polyclinic/control'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'
import { forgetOldReplies } from './forget-old-replies.ts'

/** Brings one clinic's calendar to its horizon, and clears what only had to be kept for a day. */
export const topUpCalendar = defineTask({
  name: 'top-up-calendar',
  limitSeconds: 150,
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run({ control, directory, clinics, log }, { clinicId }, signal) {
    const route = await directory.find('id', clinicId)
    // suspended, archived or on the move since it was queued
    if (route?.state !== 'active') {
      log.info({ clinic: clinicId }, 'the clinic takes no bookings now: its calendar is left')
      return
    }
    const { database } = clinics.open(route)
    const changes = await topUp(database, 'system:worker')
    if (Object.values(changes).some((count) => count > 0)) await hintRelay(control.database, clinicId)
    signal.throwIfAborted()
    const forgotten = (await forgetOldReplies(database)) + (await forgetOldRequests(database))
    log.info({ clinic: clinicId, ...changes, forgotten }, 'a calendar was topped up')
  },
})
