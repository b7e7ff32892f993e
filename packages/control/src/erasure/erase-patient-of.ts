import { randomUUID } from 'node:crypto'
import type { Actor, Standing } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { carryOutErasure } from './carry-out-erasure.ts'
import type { ErasureLedger } from './erasure-ledger.ts'
import { findErasure, lockPatient } from './erasure-queries.ts'

/** What an erasure needs besides the control plane. */
export interface ErasureMeans {
  /** Absent in development without one: a restored copy then brings people back */
  readonly ledger: ErasureLedger | undefined
  readonly now: () => number
}

export interface ErasureReceipt {
  readonly id: string
  /** How many dependents have nobody now who acts for them: they stay patients of their clinics */
  readonly dependentsWithoutGuardian: number
}

export interface ErasureMade extends ErasureReceipt {
  /** Sessions that ended with it: this process is to refuse them at once */
  readonly sessions: readonly string[]
}

/**
 * Erases a patient, once: whoever comes second is told of the first erasure.
 * @param before what else belongs into the transaction, before anything is emptied; throws where it must not be
 */
export async function erasePatientOf(
  control: ControlPlane,
  { actor, standing, patientId }: { actor: Actor; standing: Standing; patientId: string },
  { ledger, now }: ErasureMeans,
  before?: (tx: Queryable, erasureId: string) => Promise<void>,
): Promise<ErasureMade> {
  return control.database.transaction(async (tx) => {
    if (!(await lockPatient(tx, patientId))) {
      const done = await findErasure(tx, { patientId })
      return { id: done?.id ?? '', dependentsWithoutGuardian: 0, sessions: [] }
    }
    const accountId =
      actor.kind === 'account' && standing.patientId === patientId ? actor.accountId : undefined
    const order = { id: randomUUID(), patientId, accountId, at: new Date(now()) }
    await before?.(tx, order.id)
    const objects = [{ type: 'patient', id: patientId, patientId }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'patient.erase-own', objects }, tx)
    const { alone, sessions, along } = await carryOutErasure(tx, order)
    // the last thing before the commit: what is on the ledger is erased, now or at the next start
    for (const { id, at, ...whom } of [...along, order]) {
      await ledger?.append({ erasureId: id, ...whom, at: at.toISOString() })
    }
    return { id: order.id, dependentsWithoutGuardian: alone, sessions }
  })
}
