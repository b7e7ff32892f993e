import { forgetOldProofs as forget } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every hour: what was mailed or typed and counts no more is deleted. */
export const forgetOldProofs = defineTask({
  name: 'forget-old-proofs',
  limitSeconds: 60,
  payload: z.looseObject({}),
  async run({ control, log }) {
    log.info({ ...(await forget(control, worker)) }, 'old proofs were forgotten')
  },
})
