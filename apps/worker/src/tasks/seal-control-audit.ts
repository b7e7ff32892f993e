import { anchorHeads, sealControlAudit as seal } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }

/** Seals what the control plane has recorded and no process of the API has sealed. */
export const sealControlAudit = defineTask({
  name: 'seal-control-audit',
  limitSeconds: 60,
  payload: z.looseObject({}),
  async run({ control, log }) {
    const { sealed, head } = await seal(control, worker)
    if (!head || sealed === 0) return
    await anchorHeads(control, worker, [{ clinicId: undefined, ...head }])
    log.info({ seq: head.seq, hash: head.hash }, 'audit anchor')
  },
})
