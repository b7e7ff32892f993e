import { erasePatient } from '@polyclinic/clinic'
import { confirmErasures, findErasurePart, hintRelay } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Lets one clinic follow an erasure, in whatever state the clinic is, and notes that it has. */
export const eraseAtClinic = defineTask({
  name: 'erase-at-clinic',
  limitSeconds: 120,
  payload: z.strictObject({ erasureId: z.uuid(), clinicId: z.uuid() }),
  async run({ control, directory, clinics, log }, { erasureId, clinicId }) {
    const part = await findErasurePart(control, worker, { erasureId, clinicId })
    const route = await directory.find('id', clinicId)
    if (part === undefined || route === undefined) return
    const { patientId, onRecord } = part
    // of a purged clinic nothing is left
    const done =
      route.state === 'purged'
        ? { erased: false, freed: 0 }
        : await erasePatient(clinics.open(route), worker, patientId, { onRecord })
    if (done.erased) await hintRelay(control.database, clinicId)
    await confirmErasures(control, worker, { clinicId, erasureIds: [erasureId] })
    log.info({ clinic: clinicId, erasure: erasureId, ...done }, 'a clinic has followed an erasure')
  },
})
