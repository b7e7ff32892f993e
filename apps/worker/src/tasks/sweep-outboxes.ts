import { findSweepWays, relayWhereWritten } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { readWritings } from '@polyclinic/postgres'
import { z } from 'zod'
import { defineTask, type TaskContext } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Every minute: the relay is queued for the clinics whose databases were written to, should a hint have been lost. */
export const sweepOutboxes = defineTask({
  name: 'sweep-outboxes',
  limitSeconds: 50,
  payload: z.looseObject({}),
  async run(context, _payload, signal) {
    const { control, log } = context
    for (const { server, clinicIds } of await findSweepWays(control, worker)) {
      signal.throwIfAborted()
      const writings = await askThroughAny(context, server, clinicIds)
      if (!writings) continue
      const clinics = await relayWhereWritten(control, worker, server, writings)
      log.info({ server, clinics }, 'clinics were written to and are looked at')
    }
  },
})

/** A server that cannot be asked keeps nobody from the others: it is asked again in a minute. */
async function askThroughAny(context: TaskContext, server: string, clinicIds: readonly string[]) {
  for (const clinicId of clinicIds) {
    try {
      const clinic = await openForWork(context, clinicId)
      if (clinic) return await readWritings(clinic.database)
    } catch (err) {
      context.log.warn({ server, clinic: clinicId, err }, 'a server was not asked through this clinic')
    }
  }
  return undefined
}
