import { forgetOldInvitations, forgetOldSessions, forgetOldSigningKeys } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every night: sessions, invitations and signing keys that came to an end a month ago are deleted. */
export const forgetEnded = defineTask({
  name: 'forget-ended',
  limitSeconds: 120,
  payload: z.looseObject({}),
  async run({ control, log }) {
    const forgotten = {
      sessions: await forgetOldSessions(control, worker),
      invitations: await forgetOldInvitations(control, worker),
      signingKeys: await forgetOldSigningKeys(control, worker),
    }
    log.info(forgotten, 'what has ended was forgotten')
  },
})
