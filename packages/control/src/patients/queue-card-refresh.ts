import type { Queryable } from '@polyclinic/postgres'
import { enqueueJobs } from '../queue/index.ts'
import { findCardsShowing } from './patient-clinic-queries.ts'

/**
 * Has every clinic that shows something of the patient look again: their own cards, and those of their dependents,
 * which carry their contact. In the transaction of the change.
 * @param again so many seconds later as well, when no card is on its way any more that was read before the change
 */
export async function queueCardRefresh(
  tx: Queryable,
  patientId: string,
  { again }: { again?: number } = {},
): Promise<void> {
  const cards = await findCardsShowing(tx, patientId)
  await enqueueJobs(
    tx,
    cards.flatMap((card) => {
      const key = `refresh-patient:${card.patientId}:${card.clinicId}`
      const job = { task: 'refresh-patient', payload: card, key }
      return again === undefined ? [job] : [job, { ...job, key: `${key}:again`, afterSeconds: again }]
    }),
  )
}
