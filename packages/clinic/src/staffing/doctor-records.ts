import { type DoctorRecord, type DoctorRecordForm, Refusal } from '@polyclinic/contract'
import type { PersonalSeal, Vault } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { type Change, editVerbs } from '../editing/index.ts'
import { Doctor, Specialty } from '../entities/index.ts'
import { openContact, sealContact } from './doctor-contact.ts'
import { staffingActions } from './staffing-actions.ts'
import { removeAvailability, withdrawOpenSlots } from './withdraw-doctor-queries.ts'

export interface DoctorEdit extends DoctorRecordForm {
  /** Making the doctor inactive takes shifts and overrides away; without it they stand in the way. */
  readonly withdraw?: boolean
}

export const doctorRecords = editVerbs<Doctor, DoctorEdit, DoctorRecord>({
  word: 'doctor',
  entity: Doctor,
  actions: staffingActions,
  order: { name: 'asc', id: 'asc' },
  unique: { doctor_email_key: 'email' },
  instead: 'Make the doctor inactive instead, with `withdraw=true` where shifts or overrides remain.',
  async columns(change, { name, languages, specialty, active, ...contact }, { row }) {
    const { vault } = change.clinic
    const key = row ?? newKey(vault)
    return {
      ...(row ? {} : key),
      name,
      languages,
      active,
      specialty: await findSpecialty(change, specialty),
      ...sealContact(vault, keyOf(vault, key), contact),
    }
  },
  async settle(change, row, { active, withdraw }) {
    if (!row.active || active) return undefined
    if (withdraw) await removeAvailability(change.db, row.id)
    const calendar = await change.refresh({ doctors: [row.id] })
    await withdrawOpenSlots(change.db, row.id)
    return calendar
  },
  async documents({ clinic, work }, rows) {
    await work.populate(rows as Doctor[], ['specialty'])
    return rows.map((row) => ({
      name: row.name,
      ...openContact(keyOf(clinic.vault, row), row),
      languages: row.languages,
      specialty: row.specialty.code,
      active: row.active,
    }))
  },
})

function newKey(vault: Vault): { id: string; wrappedKey: Buffer } {
  const id = newId()
  return { id, wrappedKey: vault.newPersonalKey(id) }
}

const keyOf = (vault: Vault, { id, wrappedKey }: { id: string; wrappedKey: Uint8Array }): PersonalSeal =>
  vault.unwrap(Buffer.from(wrappedKey), id)

async function findSpecialty({ work }: Change, code: string): Promise<Specialty> {
  const found = await work.findOne(Specialty, { code })
  if (found) return found
  const issues = [{ pointer: '/specialty', message: 'is no specialty of this clinic' }]
  throw new Refusal('invalid-request', { issues })
}
