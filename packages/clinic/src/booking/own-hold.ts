import { Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, mayActFor, type Standing } from '@polyclinic/guard'
import type { AppointmentFacts } from '../appointment-facts.ts'
import { actingOf } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import { noSuchHold } from './choose-booking-patient.ts'
import { findHold, type HoldRow } from './hold-queries.ts'

/** A hold that the actor made, or that was made for a patient whom they stand for. */
export async function findOwnHold(
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  id: string,
): Promise<AppointmentFacts> {
  const hold = await findHold(clinic.database, id)
  if (!hold) throw noSuchHold()
  const { facts, lasts } = hold
  const own = facts.bookedBy === actorReference(actor) || (await mayActFor(actor, standing, facts.patientId))
  if (!own) throw noSuchHold()
  if (!lasts) throw new Refusal('hold-ended', {})
  return facts
}

/** Carries out what the holder wants of it, in the holder's name. */
export async function withOwnHold(
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  id: string,
  call: (
    db: Clinic['database'],
    given: { id: string; acting: string; actingAs: string; holder: string },
  ) => Promise<HoldRow>,
): Promise<HoldRow> {
  const { patientId } = await findOwnHold(clinic, actor, standing, id)
  const row = await call(clinic.database, { id, ...actingOf(actor, standing), holder: patientId })
  if (row.outcome === 'unknown') throw noSuchHold()
  if (row.outcome === 'hold-ended') throw new Refusal('hold-ended', {})
  return row
}
