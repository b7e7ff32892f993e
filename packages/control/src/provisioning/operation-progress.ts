import type { ClinicOperation } from '@polyclinic/contract'
import type { OperationRow } from '../clinics/clinic-row.ts'
import { provisioningSteps } from './provisioning-steps.ts'

const stepsOf: Record<ClinicOperation['kind'], readonly string[]> = {
  // to reserve is the first: without it there is no operation
  provision: ['reserve', ...Object.keys(provisioningSteps)],
  migrate: ['migrate'],
}

/** An operation as an operator sees it. */
export function operationDocument(row: OperationRow): ClinicOperation {
  const steps = stepsOf[row.kind]
  const done = row.state === 'succeeded' ? steps.length : Math.max(0, steps.indexOf(row.step))
  return {
    id: row.id,
    clinic: row.slug,
    kind: row.kind,
    state: row.state,
    step: row.step,
    progress: { done, of: steps.length },
    attempts: row.attempts,
    ...(row.error && { error: row.error }),
    startedAt: row.startedAt.toISOString(),
    ...(row.finishedAt && { finishedAt: row.finishedAt.toISOString() }),
  }
}
