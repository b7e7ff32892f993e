import { sealAudit, tendClinic as tend } from '@polyclinic/clinic'
import { anchorHeads, enqueueTending, hintRelay } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Looks after one clinic, and comes again as long as somebody there waits for a time. */
export const tendClinic = defineTask({
  name: 'tend-clinic',
  limitSeconds: 120,
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run({ control, directory, clinics, log }, { clinicId }, signal) {
    const route = await directory.find('id', clinicId)
    // archived or on the move; a suspended one still has days that end
    if (route?.state !== 'active' && route?.state !== 'suspended') {
      log.info({ clinic: clinicId }, 'the clinic is not open: it is left')
      return
    }
    const clinic = clinics.open(route)
    const { againInSeconds, ...tended } = await tend(clinic, worker, signal)
    if (Object.values(tended).some((count) => count > 0)) await hintRelay(control.database, clinicId)
    // what nobody else has sealed: of processes that were killed, and what has just been done
    const { head } = await sealAudit(clinic, worker, signal)
    if (head) await anchorHeads(control, worker, [{ clinicId, ...head }])
    if (againInSeconds !== undefined) await enqueueTending(control.database, clinicId, againInSeconds)
    log.info({ clinic: clinicId, ...tended }, 'a clinic was looked after')
  },
})
