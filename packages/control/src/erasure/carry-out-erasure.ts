import { randomUUID } from 'node:crypto'
import type { Queryable } from '@polyclinic/postgres'
import { forgetNoticesOf } from '../notices/follow-patient.ts'
import { queueCardRefresh } from '../patients/index.ts'
import { enqueueJobs, type NewJob } from '../queue/index.ts'
import { endSessions } from '../sessions/index.ts'
import {
  emptyAccount,
  emptyPatient,
  endGuardianships,
  type ErasureOrder,
  findAccountOfPatient,
  findMergedInto,
  insertErasure,
  insertErasureClinics,
  lockDependents,
  partAccount,
  withdrawProposals,
} from './erasure-queries.ts'

export interface CarriedOut {
  /** How many dependents have nobody now who acts for them */
  readonly alone: number
  /** Sessions that ended with it */
  readonly sessions: readonly string[]
  /** Of the duplicates that had been merged into the patient */
  readonly along: readonly ErasureOrder[]
}

/**
 * Erases a patient in the control plane, and whoever was merged into them, and asks every clinic to follow. A patient
 * whom this database has never heard of is noted all the same: a clinic may have.
 * @param tx under the patient's lock, where there is such a patient
 */
export async function carryOutErasure(tx: Queryable, order: ErasureOrder): Promise<CarriedOut> {
  const { patientId } = order
  const id = await insertErasure(tx, order)
  await emptyPatient(tx, patientId)
  await forgetNoticesOf(tx, patientId)
  const sessions = await endAccount(tx, patientId)
  await withdrawProposals(tx, patientId)
  await lockDependents(tx, patientId)
  // while the links still say whose cards show the patient's contact
  await queueCardRefresh(tx, patientId, { again: settlingSeconds })
  const alone = await endGuardianships(tx, patientId)
  const clinics = await insertErasureClinics(tx, { id, patientId })
  await enqueueJobs(
    tx,
    clinics.map(({ clinicId, knows }, nth) =>
      jobOf(id, clinicId, knows ? 0 : placeInLine(nth, clinics.length)),
    ),
  )
  const along: ErasureOrder[] = []
  for (const merged of await findMergedInto(tx, patientId)) {
    const own = { ...order, id: randomUUID(), patientId: merged, accountId: undefined }
    along.push(own, ...(await carryOutErasure(tx, own)).along)
  }
  return { alone, sessions, along }
}

/** @returns the sessions that were open, where the account is nothing but a patient */
async function endAccount(tx: Queryable, patientId: string): Promise<string[]> {
  const account = await findAccountOfPatient(tx, patientId)
  if (!account) return []
  if (account.stays) {
    await partAccount(tx, account.id)
    return []
  }
  // before the account is closed, which would end them without saying which
  const sessions = await endSessions(tx, account.id, { by: 'erasure' })
  await emptyAccount(tx, account)
  return sessions
}

const spreadSeconds = 55
/** So much later than the erasure no request is under way any more that could still introduce the patient somewhere. */
const settlingSeconds = 5
const clinicsPerSecond = 20

/** A clinic that knows nobody has time: no server has to look in all of its databases at once. */
const placeInLine = (nth: number, of: number): number =>
  settlingSeconds + (nth / of) * Math.min(spreadSeconds, of / clinicsPerSecond)

const jobOf = (erasureId: string, clinicId: string, afterSeconds: number): NewJob => ({
  task: 'erase-at-clinic',
  payload: { erasureId, clinicId },
  key: `erase-at-clinic:${erasureId}:${clinicId}`,
  afterSeconds,
})
