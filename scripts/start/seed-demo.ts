import { join } from 'node:path'
import { findDoctorIdByEmailIndex, topUpCalendar } from '@polyclinic/clinic'
import { isRefusal } from '@polyclinic/contract'
import {
  addAccount,
  findAccountByEmail,
  findClinicBySlug,
  type OpenProvisioner,
  onboardClinic,
  putMembership,
  readManifest,
  runOperation,
} from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { openDatabase } from '@polyclinic/postgres'
import { root } from '../installation/read-settings.ts'
import { type DemoPerson, demoClinics, demoPassword, demoPeople } from './demo-people.ts'

const starter: Actor = { kind: 'system', name: 'start' }

/**
 * Makes the demo clinics and people where they are missing, and fills the clinics' calendars to the horizon.
 * @returns how many clinics were made now
 */
export async function seedDemo(provisioner: OpenProvisioner, tell: (line: string) => void): Promise<number> {
  const made = await Promise.all(demoClinics.map((slug) => onboardDemo(provisioner, slug, tell)))
  await Promise.all(demoClinics.map((slug) => topUp(provisioner, slug)))
  await Promise.all(demoPeople.map((person) => seedPerson(provisioner, person)))
  return made.filter(Boolean).length
}

async function onboardDemo(
  provisioner: OpenProvisioner,
  slug: string,
  tell: (line: string) => void,
): Promise<boolean> {
  const manifest = await readManifest(join(root, 'tenants', `${slug}.json`))
  try {
    const { verdict, operationId } = await onboardClinic(provisioner, starter, manifest)
    if (verdict === 'unchanged') return false
    await runOperation(provisioner, operationId)
    return true
  } catch (error) {
    // somebody edited the manifest of a clinic that is there: its data is worth more than the file
    if (!isRefusal(error, 'already-exists')) throw error
    tell(`tenants/${slug}.json differs from the clinic that was made of it; the clinic is left as it is.`)
    return false
  }
}

/** A start after days away shows two full weeks again. */
async function topUp(provisioner: OpenProvisioner, slug: string): Promise<void> {
  const clinic = await findClinicBySlug(provisioner.database, slug)
  if (clinic?.state !== 'active') return
  await withInside(provisioner, clinic.databaseName, (db) => topUpCalendar(db, 'system:start'))
}

async function seedPerson(provisioner: OpenProvisioner, person: DemoPerson): Promise<void> {
  const { email, operator, patient, member } = person
  const known = await findAccountByEmail(provisioner.database, provisioner.vault.blindIndex('email', email))
  const accountId =
    known?.id ??
    (
      await addAccount(provisioner, {
        email,
        password: demoPassword,
        demo: true,
        ...(operator && { operator }),
        ...(patient && { patient: { ...patient, email } }),
      })
    ).id
  if (!member || known?.hasMemberships) return
  const clinic = await findClinicBySlug(provisioner.database, member.clinic)
  if (!clinic) return
  const index = provisioner.vault.blindIndex('email', email)
  const doctorId =
    member.role === 'doctor'
      ? await withInside(provisioner, clinic.databaseName, (db) => findDoctorIdByEmailIndex(db, index))
      : undefined
  if (member.role === 'doctor' && !doctorId) return
  await putMembership(provisioner.database, { accountId, clinicId: clinic.id, role: member.role, doctorId })
}

async function withInside<T>(
  provisioner: OpenProvisioner,
  name: string,
  work: (db: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  const connectionString = provisioner.servers.open('default').ownerUrl(name)
  const database = openDatabase({ connectionString, max: 1, applicationName: 'polyclinic-start' })
  try {
    return await work(database)
  } finally {
    await database.end()
  }
}
