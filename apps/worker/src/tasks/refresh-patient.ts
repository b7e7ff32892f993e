import { refreshCard } from '@polyclinic/clinic'
import { readCard } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Brings what one clinic keeps of a patient to what the patient says now. */
export const refreshPatient = defineTask({
  name: 'refresh-patient',
  limitSeconds: 30,
  payload: z.strictObject({ patientId: z.uuid(), clinicId: z.uuid() }),
  async run(context, { patientId, clinicId }) {
    const { control, log } = context
    const clinic = await openForWork(context, clinicId)
    // whoever opens an archived clinic again has cards as old as its archive
    const written = clinic
      ? await refreshCard(clinic, worker, patientId, () => readCard(control, patientId))
      : false
    log.info({ clinic: clinicId, patient: patientId, written }, 'a card was held against its patient')
  },
})
