import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { carryOutErasure } from './carry-out-erasure.ts'
import type { ErasureLedger, LedgerEntry } from './erasure-ledger.ts'
import { findUnerased, lockPatient } from './erasure-queries.ts'

const atOnce = 1_000

/**
 * Erases anew whom the ledger names and this database does not hold for erased: an older copy of it was restored, or an
 * erasure was noted and did not commit. Their clinics follow by jobs.
 * @returns how many
 */
export async function replayLedger(
  control: ControlPlane,
  actor: Actor,
  ledger: ErasureLedger,
): Promise<number> {
  authorise(actor, 'erasure.carry-out')
  const entries = await ledger.read()
  let erased = 0
  for (let from = 0; from < entries.length; from += atOnce) {
    const page = entries.slice(from, from + atOnce)
    const unerased = await findUnerased(
      control.database,
      page.map(({ patientId }) => patientId),
    )
    for (const entry of page) {
      if (!unerased.has(entry.patientId)) continue
      await eraseAgain(control, entry)
      erased += 1
    }
  }
  return erased
}

/** Two processes that start at once both do it: the second finds nothing left to empty. */
async function eraseAgain(
  control: ControlPlane,
  { erasureId, patientId, accountId, at }: LedgerEntry,
): Promise<void> {
  await control.database.transaction(async (tx) => {
    await lockPatient(tx, patientId)
    await carryOutErasure(tx, { id: erasureId, patientId, accountId, at: new Date(at) })
  })
}
