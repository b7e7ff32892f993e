import type { Queryable } from '@polyclinic/postgres'
import { endSessions } from '../sessions/index.ts'
import { enqueueJobs, type NewJob } from '../queue/index.ts'
import {
  emptyAccount,
  emptyPatient,
  endGuardianships,
  type ErasureOrder,
  findAccountOfPatient,
  insertErasure,
  insertErasureClinics,
  partAccount,
} from './erasure-queries.ts'

/**
 * Erases a patient in the control plane and asks every clinic to follow. A patient whom this database has never heard of
 * is noted all the same: a clinic may have.
 * @param tx under the patient's lock, where there is such a patient
 * @returns how many dependents have nobody now who acts for them
 */
export async function carryOutErasure(tx: Queryable, order: ErasureOrder): Promise<number> {
  const { patientId } = order
  const id = await insertErasure(tx, order)
  await emptyPatient(tx, patientId)
  const account = await findAccountOfPatient(tx, patientId)
  if (account?.stays) await partAccount(tx, account.id)
  else if (account) {
    await emptyAccount(tx, account)
    await endSessions(tx, account.id, { by: 'erasure' })
  }
  const alone = await endGuardianships(tx, patientId)
  const clinics = await insertErasureClinics(tx, { id, patientId })
  await enqueueJobs(
    tx,
    clinics.map(({ clinicId, knows }, nth) =>
      jobOf(id, clinicId, knows ? 0 : placeInLine(nth, clinics.length)),
    ),
  )
  return alone
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
