import { Refusal } from '@polyclinic/contract'
import { type Actor, mayActFor, type Standing } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type EntryRow, findEntry } from './waitlist-queries.ts'

/** An entry that concerns the actor; a foreign one and an absent one are refused alike. */
export async function findOwnEntry(
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  id: string,
): Promise<EntryRow> {
  const row = await findEntry(clinic.database, id)
  if (row && (standing.atDesk || (await mayActFor(actor, standing, row.patientId)))) return row
  throw new Refusal('not-found', {}, 'There is no such entry.')
}
