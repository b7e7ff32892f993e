import { tendWebhooks as tend } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every hour: old deliveries are forgotten, and what waits though its job is gone is sent. */
export const tendWebhooks = defineTask({
  name: 'tend-webhooks',
  limitSeconds: 120,
  payload: z.looseObject({}),
  async run({ control, log }) {
    log.info(await tend(control, worker), 'the webhooks were looked after')
  },
})
