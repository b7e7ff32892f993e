import { reading, recordAccess } from '../audit/index.ts'
import type { FreeSlot } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { findMoves, freeSlotDocument } from '../availability/index.ts'
import type { Clinic } from '../clinic.ts'
import { findConcerning } from './concerning.ts'

const mostShown = 10

/** Free times that an appointment could move to, of the same doctor first, the nearest first. */
export async function listAlternatives(clinic: Clinic, actor: Actor, id: string): Promise<FreeSlot[]> {
  const standing = authorise(actor, 'appointment.read', clinic)
  const { facts } = await findConcerning(clinic, actor, standing, id)
  await recordAccess(clinic, actor, standing, reading('appointment.read', 'appointment', [facts]))
  const rows = await findMoves(clinic.database, [id], mostShown)
  return rows.map((row) => freeSlotDocument(row, clinic.timeZone))
}
