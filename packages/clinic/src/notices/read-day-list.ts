import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { doctorPlaces } from '../founding/index.ts'
import { findDoctorContact, findVisitsOfDay } from './notice-queries.ts'

export interface DayList {
  readonly doctorName: string
  readonly email: string | undefined
  readonly visits: readonly {
    readonly startsAt: Date
    readonly endsAt: Date
    readonly visitTypeName: string
    readonly reference: string
  }[]
}

/** A doctor's day as it is now, without anybody's name. @returns undefined for a doctor who has left */
export async function readDayList(
  clinic: Clinic,
  actor: Actor,
  { doctorId, localDate }: { readonly doctorId: string; readonly localDate: string },
): Promise<DayList | undefined> {
  authorise(actor, 'notice.tell', clinic)
  const doctor = await findDoctorContact(clinic.database, doctorId)
  if (!doctor) return undefined
  const { name, wrappedKey, sealedEmail } = doctor
  return {
    doctorName: name,
    email: sealedEmail
      ? clinic.vault.unwrap(wrappedKey, doctorId).open(sealedEmail, doctorPlaces.email)
      : undefined,
    visits: await findVisitsOfDay(clinic.database, doctorId, localDate),
  }
}
