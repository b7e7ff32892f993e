import { forgetLiveEvents as forget } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every five minutes: what pages were told of is deleted once nobody who was cut off asks for it any more. */
export const forgetLiveEvents = defineTask({
  name: 'forget-live-events',
  limitSeconds: 60,
  payload: z.looseObject({}),
  async run({ control, log }) {
    log.debug({ events: await forget(control, worker) }, 'old hints for live pages were forgotten')
  },
})
