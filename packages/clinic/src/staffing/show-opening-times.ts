import type { PublicOpeningHours } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { OpeningHours } from '../entities/index.ts'
import { openingTimes } from './opening-hours.ts'

/** When the clinic is open, from Monday on. */
export async function showOpeningTimes(clinic: Clinic, actor: Actor): Promise<PublicOpeningHours> {
  authorise(actor, 'clinic.look-up', clinic)
  const orderBy = { weekday: 'asc', opensAt: 'asc' } as const
  const rows = await clinic.unitOfWork().find(OpeningHours, {}, { orderBy })
  return { timeZone: clinic.timeZone, items: rows.map(openingTimes) }
}
