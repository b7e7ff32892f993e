import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise, mayActFor } from '@polyclinic/guard'
import { type Database, Gathering } from '@polyclinic/postgres'
import { reading, recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { findTakenTimes, type TakenTimeRow } from './own-visit-queries.ts'

const gatherings = new WeakMap<Database, Gathering<TakenTimeRow[]>>()

/**
 * What takes a patient's time at this clinic from now on, holds included: for the patient and their guardians, beside
 * each of their bookings. Whoever tells them any of it records that.
 */
export async function listTakenTimes(
  clinic: Pick<Clinic, 'id' | 'database'>,
  actor: Actor,
  patientId: string,
): Promise<TakenTimeRow[]> {
  const standing = authorise(actor, 'appointment.list-own', clinic)
  if (!(await mayActFor(actor, standing, patientId))) throw new Refusal('not-allowed', {})
  return (await gatheringAt(clinic.database).of(patientId)) ?? []
}

/** To be done before any of them is told. */
export async function recordTakenTimes(
  clinic: Pick<Clinic, 'id' | 'database' | 'audit'>,
  actor: Actor,
  patientId: string,
  ids: readonly string[],
): Promise<void> {
  const standing = authorise(actor, 'appointment.list-own', clinic)
  const told = ids.map((id) => ({ id, patientId }))
  await recordAccess(clinic, actor, standing, reading('appointment.list-own', 'appointment', told))
}

function gatheringAt(database: Database): Gathering<TakenTimeRow[]> {
  const known = gatherings.get(database)
  if (known) return known
  const made = new Gathering(async (patientIds: readonly string[]) =>
    Map.groupBy(await findTakenTimes(database, patientIds), ({ patientId }) => patientId),
  )
  gatherings.set(database, made)
  return made
}
