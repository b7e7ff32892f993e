import { type Actor, actorReference, authorise, type PatientCard } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import { appointmentPlaces } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import { notesPlace } from '../notes/index.ts'
import {
  blockReasonPlace,
  erasePatient,
  introduceKnown,
  type KnownRow,
  lockKnown,
  ownSeal,
} from '../patients/index.ts'
import {
  blockKept,
  findNotesOf,
  lockAppointmentsOf,
  lockPatients,
  lockRequestsOf,
  markErased,
  moveAppointment,
  moveEndedRequests,
  moveRequest,
  moveWaiting,
  pointTo,
  putResealed,
} from './merging-queries.ts'
import { type Reseal, resealAppointment, resealing } from './resealing.ts'

interface Merge {
  readonly keptId: string
  readonly duplicateId: string
  /** The kept one's; undefined where they were erased meanwhile */
  readonly card: PatientCard | undefined
}

/**
 * Gives all that the clinic has of a duplicate to the patient who is kept, in one transaction: visits, places on the
 * waitlist, noted bookings, notes, a block. What was sealed is sealed again under the kept one's key. Twice is as once.
 * What comes to somebody who was erased before is erased with them.
 * @returns how many appointments were moved
 */
export async function mergePatient(clinic: Clinic, actor: Actor, merge: Merge): Promise<number> {
  const standing = authorise(actor, 'patient.merge', clinic)
  const { keptId, duplicateId, card } = merge
  const { moved, keptIsErased } = await clinic.database.transaction(async (tx) => {
    await lockPatients(tx, [keptId, duplicateId])
    // a card may still be on its way to somebody who writes it down: they shall find the pointer
    await introduceKnown(tx, duplicateId, {})
    const duplicate = await lockKnown(tx, duplicateId)
    // merged before
    if (duplicate?.state !== 'active' && duplicate?.state !== 'blocked') {
      return { moved: 0, keptIsErased: (await lockKnown(tx, keptId))?.state === 'erased' }
    }
    await introduceKnown(tx, keptId, card ?? {})
    if (!card) await markErased(tx, keptId)
    const kept = await lockKnown(tx, keptId)
    const reseal = resealing(ownSeal(clinic, duplicate), kept && ownSeal(clinic, kept))
    const moved = await moveAll(tx, merge, reseal, actorReference(actor))
    await carryBlock(tx, duplicate, keptId, reseal)
    await pointTo(tx, duplicateId, keptId)
    const objects = [keptId, duplicateId].map((id) => ({ type: 'patient', id, patientId: id }))
    await recordAccess(clinic, actor, standing, { kind: 'write', purpose: 'patient.merge', objects }, tx)
    return { moved, keptIsErased: kept?.state === 'erased' }
  })
  // outside of that transaction: the doctors whose times are given back come before patients in the order of locks
  if (keptIsErased) await erasePatient(clinic, actor, keptId)
  return moved
}

async function moveAll(
  tx: Queryable,
  { keptId, duplicateId }: Merge,
  reseal: Reseal,
  acting: string,
): Promise<number> {
  const appointments = await lockAppointmentsOf(tx, duplicateId)
  for (const { appointmentId, sealedText } of await findNotesOf(tx, duplicateId)) {
    await putResealed(tx, { appointmentId, sealedText: reseal(sealedText, notesPlace) })
  }
  for (const appointment of appointments) {
    await moveAppointment(tx, resealAppointment(appointment, reseal), { keptId, duplicateId, acting })
  }
  await moveWaiting(tx, duplicateId, keptId)
  for (const { id, reason } of await lockRequestsOf(tx, duplicateId)) {
    const again = reason === null ? null : reseal(Buffer.from(reason, 'base64'), appointmentPlaces.reason)
    await moveRequest(tx, { id, reason: again?.toString('base64') ?? null }, keptId)
  }
  await moveEndedRequests(tx, duplicateId, keptId)
  return appointments.length
}

/** A second record is no way around a block. */
async function carryBlock(tx: Queryable, duplicate: KnownRow, keptId: string, reseal: Reseal): Promise<void> {
  if (duplicate.state !== 'blocked') return
  await blockKept(tx, keptId, reseal(duplicate.sealedBlockReason, blockReasonPlace))
}
