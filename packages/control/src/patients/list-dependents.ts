import { recordAccess } from '../audit/index.ts'
import type { Dependent } from '@polyclinic/contract'
import { type Actor, authorise, type Vault } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { type DependentRow, findDependents } from './guardian-queries.ts'
import { ownPatient } from './own-patient.ts'
import { patientPlaces } from './patient-places.ts'

/** Whom the actor acts for, the longest known first. */
export async function listDependents(control: ControlPlane, actor: Actor): Promise<Dependent[]> {
  const standing = authorise(actor, 'dependent.manage')
  const guardianId = ownPatient(standing)
  const rows = await findDependents(control.database, guardianId)
  const objects = rows.map(({ id }) => ({ type: 'patient', id, patientId: id }))
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'dependent.manage', objects })
  return rows.map((row) => openDependent(row, control.vault))
}

/** A dependent as their guardian sees them. */
export function openDependent(row: DependentRow, vault: Vault): Dependent {
  const own = vault.unwrap(row.wrappedKey, row.id)
  return {
    id: row.id,
    name: own.open(row.sealedName, patientPlaces.name),
    ...(row.sealedBirthDate && { birthDate: own.open(row.sealedBirthDate, patientPlaces.birthDate) }),
  }
}
