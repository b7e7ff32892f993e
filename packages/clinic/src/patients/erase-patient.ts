import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { callErasing, findUnerasedAmong } from './erase-queries.ts'

export interface ErasedHere {
  /** False where the clinic never knew them, or had erased them before */
  readonly erased: boolean
  /** Appointments and holds whose time was given back */
  readonly freed: number
}

/** A time that moves to another doctor at this very moment is given back by one more call. */
const mostCalls = 10

/**
 * Empties everything personal that this clinic keeps of a patient, gives their times back, and lets nobody book for them
 * any more. Twice does no harm.
 * @param onRecord the clinic was given their card, which may still be on its way: it is refused then
 */
export async function erasePatient(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
  { onRecord = false }: { readonly onRecord?: boolean } = {},
): Promise<ErasedHere> {
  const standing = authorise(actor, 'erasure.carry-out', clinic)
  const acting = actorReference(actor)
  const objects = [{ type: 'patient', id: patientId, patientId }]
  let erased = false
  let freed = 0
  for (let call = 1; call <= mostCalls; call++) {
    const row = await clinic.database.transaction(async (tx) => {
      const done = await callErasing(tx, { patientId, acting, onRecord })
      if (done.erased) {
        const access = { kind: 'write', purpose: 'erasure.carry-out', objects } as const
        await recordAccess(clinic, actor, standing, access, tx)
      }
      return done
    })
    erased ||= row.erased
    freed += row.freed
    if (row.stillOpen === 0) return { erased, freed }
  }
  throw new Error('an erased patient still has open appointments')
}

/**
 * Erases those of these patients whom the clinic holds unerased: its database may be an older copy that was restored.
 * @returns how many
 */
export async function eraseRemaining(
  clinic: Clinic,
  actor: Actor,
  patientIds: readonly string[],
): Promise<number> {
  authorise(actor, 'erasure.carry-out', clinic)
  const remaining = await findUnerasedAmong(clinic.database, patientIds)
  for (const patientId of remaining) await erasePatient(clinic, actor, patientId)
  return remaining.length
}
