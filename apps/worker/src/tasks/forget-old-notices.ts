import { forgetOldNotices as forget } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every night: notices that are over are deleted. */
export const forgetOldNotices = defineTask({
  name: 'forget-old-notices',
  limitSeconds: 120,
  payload: z.looseObject({}),
  async run({ control, log }) {
    log.info(await forget(control, worker), 'old notices were forgotten')
  },
})
