import { mergePatient as merge } from '@polyclinic/clinic'
import { confirmMergePart, findMergePart, hintRelay, issueCard } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Moves in one clinic what a duplicate has there to the patient who is kept, and confirms it. */
export const mergePatient = defineTask({
  name: 'merge-patient',
  limitSeconds: 60,
  payload: z.strictObject({ proposalId: z.uuid(), clinicId: z.uuid() }),
  async run(context, { proposalId, clinicId }) {
    const { control, log } = context
    const part = await findMergePart(control, worker, proposalId, clinicId)
    if (!part) return
    const clinic = await openForWork(context, clinicId)
    // the duplicate's key stays until this one has confirmed too
    if (!clinic) throw new Error('The clinic is archived: what it has of the duplicate cannot be moved.')
    // none where the kept patient was erased meanwhile
    const card = await issueCard(control, part.keptId, clinicId)
    const moved = await merge(clinic, worker, { ...part, card })
    await hintRelay(control.database, clinicId)
    await confirmMergePart(control, worker, proposalId, clinicId)
    log.info({ clinic: clinicId, proposal: proposalId, moved }, 'a duplicate was merged')
  },
})
