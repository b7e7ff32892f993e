import {
  forgetOldInvitations,
  forgetOldSessions,
  forgetOldSigningKeys,
  forgetSeenEvents,
} from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/**
 * Every night: what has come to an end is deleted: sessions, invitations and signing keys after a month, events that were carried over
 * after eight weeks.
 */
export const forgetEnded = defineTask({
  name: 'forget-ended',
  limitSeconds: 120,
  payload: z.looseObject({}),
  async run({ control, log }) {
    const forgotten = {
      sessions: await forgetOldSessions(control, worker),
      invitations: await forgetOldInvitations(control, worker),
      signingKeys: await forgetOldSigningKeys(control, worker),
      events: await forgetSeenEvents(control, worker),
    }
    log.info(forgotten, 'what has ended was forgotten')
  },
})
