import { type PersonalExport, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { feedDocument, findFeeds } from '../feeds/index.ts'
import { accountEmailPlace, findAccount } from '../identity/index.ts'
import { exportOwnNotices } from '../notices/export-own-notices.ts'
import { findPatient, openDependent, findDependents, ownPatient, patientPlaces } from '../patients/index.ts'
import { findClinicsThatKnow, findSince, type KnowingClinicRow } from './export-queries.ts'

export type OwnData = Pick<
  PersonalExport,
  'account' | 'patient' | 'calendars' | 'dependents' | 'notices' | 'noticePreferences'
>

/** What the control plane keeps of the patient that the actor is, and which clinics are to be asked for the rest. */
export async function exportOwnData(
  control: ControlPlane,
  actor: Actor,
): Promise<{ own: OwnData; clinics: KnowingClinicRow[] }> {
  const standing = authorise(actor, 'patient.export-own')
  const patientId = ownPatient(standing)
  const { database, vault } = control
  const account = actor.kind === 'account' ? await findAccount(database, actor.accountId) : undefined
  const row = await findPatient(database, patientId)
  const since = account && (await findSince(database, { accountId: account.id, patientId }))
  // a token may outlive its patient by ten minutes
  if (!account || !row || !since) throw new Refusal('not-signed-in', {})
  const dependents = await findDependents(database, patientId)
  await recordAccess(control, actor, standing, {
    kind: 'read',
    purpose: 'patient.export-own',
    objects: [patientId, ...dependents.map(({ id }) => id)].map((id) => ({
      type: 'patient',
      id,
      patientId: id,
    })),
  })
  const seal = vault.unwrap(row.wrappedKey, row.id)
  const ofAccount = vault.unwrap(account.wrappedKey, account.id)
  const own: OwnData = {
    account: {
      id: account.id,
      email: ofAccount.open(account.sealedEmail, accountEmailPlace),
      since: since.account.toISOString(),
    },
    patient: {
      id: row.id,
      name: seal.open(row.sealedName, patientPlaces.name),
      ...(row.sealedEmail && { email: seal.open(row.sealedEmail, patientPlaces.email) }),
      ...(row.sealedPhone && { phone: seal.open(row.sealedPhone, patientPlaces.phone) }),
      ...(row.sealedBirthDate && { birthDate: seal.open(row.sealedBirthDate, patientPlaces.birthDate) }),
      ...(row.locale && { locale: row.locale }),
      ...(row.timeZone && { timeZone: row.timeZone }),
      since: since.patient.toISOString(),
    },
    calendars: (await findFeeds(database, account.id)).map((feed) => feedDocument(feed, ofAccount)),
    dependents: dependents.map((each) => openDependent(each, vault)),
    ...(await exportOwnNotices(database, patientId)),
  }
  return { own, clinics: await findClinicsThatKnow(database, patientId) }
}
