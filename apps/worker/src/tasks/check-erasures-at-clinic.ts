import { eraseRemaining } from '@polyclinic/clinic'
import { confirmErasures, erasedPatients, hintRelay } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Holds one clinic against everybody who was ever erased: what it missed, or a restored copy brought back, is erased. */
export const checkErasuresAtClinic = defineTask({
  name: 'check-erasures-at-clinic',
  limitSeconds: 300,
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run({ control, directory, clinics, log }, { clinicId }, signal) {
    const route = await directory.find('id', clinicId)
    if (!route || !held.has(route.state)) return
    const clinic = clinics.open(route)
    let erased = 0
    for await (const page of erasedPatients(control, worker)) {
      signal.throwIfAborted()
      erased += await eraseRemaining(
        clinic,
        worker,
        page.map(({ patientId }) => patientId),
      )
      await confirmErasures(control, worker, { clinicId, erasureIds: page.map(({ id }) => id) })
    }
    if (erased > 0) await hintRelay(control.database, clinicId)
    log.info({ clinic: clinicId, erased }, 'a clinic was held against the erasures')
  },
})

const held = new Set(['active', 'suspended', 'archived'])
