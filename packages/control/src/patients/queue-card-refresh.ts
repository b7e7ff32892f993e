import type { Queryable } from '@polyclinic/postgres'
import { enqueueJobs } from '../queue/index.ts'
import { findCardsShowing } from './patient-clinic-queries.ts'

/**
 * Has every clinic that shows something of the patient look again: their own cards, and those of their dependents,
 * which carry their contact. In the transaction of the change.
 */
export async function queueCardRefresh(tx: Queryable, patientId: string): Promise<void> {
  const cards = await findCardsShowing(tx, patientId)
  await enqueueJobs(
    tx,
    cards.map((card) => ({
      task: 'refresh-patient',
      payload: card,
      key: `refresh-patient:${card.patientId}:${card.clinicId}`,
    })),
  )
}
