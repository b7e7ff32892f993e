import { readOutbox, settleOutbox } from '@polyclinic/clinic'
import { carryEvents } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
const atOnce = 200

/** Carries what has happened at one clinic into the control plane, until nothing is left. */
export const relayOutbox = defineTask({
  name: 'relay-outbox',
  limitSeconds: 60,
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run(context, { clinicId }, signal) {
    const { control, log } = context
    const clinic = await openForWork(context, clinicId)
    if (!clinic) return
    for (;;) {
      signal.throwIfAborted()
      const events = await readOutbox(clinic, worker, atOnce)
      if (events.length === 0) return
      const { setAside } = await carryEvents(control, worker, clinicId, events)
      const ids = events.map(({ id }) => id)
      await settleOutbox(clinic, worker, ids)
      if (setAside > 0) log.error({ clinic: clinicId, setAside }, 'events could not be carried over')
      if (events.length < atOnce) return
    }
  },
})
