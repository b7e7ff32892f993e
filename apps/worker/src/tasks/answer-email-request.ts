import { answerEmailRequest as answer } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Looks whether anybody is behind an address that was typed, and mails them what they asked for. */
export const answerEmailRequest = defineTask({
  name: 'answer-email-request',
  limitSeconds: 30,
  payload: z.strictObject({ requestId: z.uuid() }),
  async run({ control, publicUrl }, { requestId }) {
    // whether it was is nobody's to read in a log
    await answer(control, worker, requestId, publicUrl)
  },
})
