import { recordAccess } from '../audit/index.ts'
import { type Me, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findPatient, patientPlaces } from '../patients/index.ts'
import { findAccount, findMemberships } from './account-queries.ts'
import { accountEmailPlace } from './add-account.ts'

/** The account that asks, opened for its owner. */
export async function showMe(control: ControlPlane, actor: Actor): Promise<Me> {
  const standing = authorise(actor, 'account.read-own')
  const account = actor.kind === 'account' ? await findAccount(control.database, actor.accountId) : undefined
  if (!account) throw new Refusal('not-signed-in', {})
  const patient = await showPatient(control, account.patientId)
  if (patient) {
    const objects = [{ type: 'patient', id: patient.id, patientId: patient.id }]
    await recordAccess(control, actor, standing, { kind: 'read', purpose: 'account.read-own', objects })
  }
  return {
    accountId: account.id,
    email: control.vault.unwrap(account.wrappedKey, account.id).open(account.sealedEmail, accountEmailPlace),
    operator: account.operator,
    secondFactor: account.hasSecondFactor,
    rolesWithheld: actor.kind === 'account' && actor.withheld !== undefined,
    ...(patient && { patient }),
    memberships: await findMemberships(control.database, account.id),
  }
}

async function showPatient(control: ControlPlane, patientId: string | null): Promise<Me['patient']> {
  const row = patientId ? await findPatient(control.database, patientId) : undefined
  if (!row) return undefined
  const own = control.vault.unwrap(row.wrappedKey, row.id)
  return {
    id: row.id,
    name: own.open(row.sealedName, patientPlaces.name),
    ...(row.sealedPhone && { phone: own.open(row.sealedPhone, patientPlaces.phone) }),
    ...(row.sealedBirthDate && { birthDate: own.open(row.sealedBirthDate, patientPlaces.birthDate) }),
    ...(row.locale && { locale: row.locale }),
    ...(row.timeZone && { timeZone: row.timeZone }),
  }
}
