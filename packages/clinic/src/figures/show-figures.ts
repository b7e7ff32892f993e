import type { ClinicFigures } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findDaysInFigures, findMedianLead, findUse } from './figures-queries.ts'

/** How a range of days is used, in sums: there is nobody in them whose data would have been read. */
export async function showFigures(
  clinic: Clinic,
  actor: Actor,
  range: { from: string; to: string },
): Promise<ClinicFigures> {
  authorise(actor, 'figures.read', clinic)
  const [use, days, leadHours] = await Promise.all([
    findUse(clinic.database, range),
    findDaysInFigures(clinic.database, range),
    findMedianLead(clinic.database, range),
  ])
  return {
    timeZone: clinic.timeZone,
    from: range.from,
    to: range.to,
    use: use.map(({ doctorId, doctorName, ...each }) => ({
      ...each,
      doctor: { id: doctorId, name: doctorName },
    })),
    days: days.map(({ leadHours: lead, ...day }) => ({ ...day, ...(lead !== null && { leadHours: lead }) })),
    ...(leadHours !== null && { leadHours }),
  }
}
