import { type BookingPolicy, type ClinicStaffing, weekdays } from '@polyclinic/contract'
import type { Vault } from '@polyclinic/guard'
import type { Database } from '@polyclinic/postgres'
import { topUpCalendar } from '../availability/index.ts'
import { v7 as newId } from 'uuid'
import { type FoundingDoctor, insertProfile, insertStaffing } from './founding-queries.ts'
import { referencePrefix } from './reference-prefix.ts'

export interface Founding {
  clinicId: string
  slug: string
  name: string
  timeZone: string
  policy: BookingPolicy
  staffing: ClinicStaffing
}

/** Where a doctor's contact facts stand; their seals are bound to it. */
export const doctorPlaces = { email: 'doctor.email', phone: 'doctor.phone' } as const

/**
 * Writes a clinic's first rows into its empty database and fills its calendar to the horizon: all in one transaction,
 * so that a repeated founding finds either nothing or everything. A founded database is left as it is.
 */
export async function foundClinic(db: Database, founding: Founding, vault: Vault): Promise<void> {
  await db.transaction(async (tx) => {
    const profile = { ...founding, referencePrefix: referencePrefix(founding.slug) }
    if (!(await insertProfile(tx, profile, founding.policy))) return
    const { doctors, openingHours, ...staffing } = founding.staffing
    const hours = openingHours.map(({ weekday, from, until }) => ({
      weekday: isoWeekday(weekday),
      from,
      until,
    }))
    await insertStaffing(
      tx,
      staffing,
      hours,
      doctors.map((doctor) => sealDoctor(doctor, vault)),
    )
    await topUpCalendar(tx, 'system:founding')
  })
}

/** ISO 8601: Monday is 1. */
const isoWeekday = (name: (typeof weekdays)[number]): number => weekdays.indexOf(name) + 1

function sealDoctor(doctor: ClinicStaffing['doctors'][number], vault: Vault): FoundingDoctor {
  const id = newId()
  const wrappedKey = vault.newPersonalKey(id)
  const own = vault.unwrap(wrappedKey, id)
  const { email, phone } = doctor
  return {
    id,
    name: doctor.name,
    specialty: doctor.specialty,
    languages: doctor.languages,
    wrappedKey: wrappedKey.toString('base64'),
    ...(email && {
      sealedEmail: own.seal(email, doctorPlaces.email).toString('base64'),
      emailIndex: vault.blindIndex('email', email).toString('base64'),
    }),
    ...(phone && { sealedPhone: own.seal(phone, doctorPlaces.phone).toString('base64') }),
    shifts: doctor.shifts.map(({ shift, weekdays: days }) => ({ shift, weekdays: days.map(isoWeekday) })),
  }
}
