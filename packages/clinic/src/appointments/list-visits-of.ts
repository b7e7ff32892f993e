import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise, mayActFor } from '@polyclinic/guard'
import type { AppointmentFacts } from '../appointment-facts.ts'
import { reading, recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { findVisitsOf, type VisitPage } from './own-visit-queries.ts'

/** This clinic's part of a patient's list, for that patient and their guardians; one more than the limit. */
export async function listVisitsOf(
  clinic: Clinic,
  actor: Actor,
  page: VisitPage,
): Promise<AppointmentFacts[]> {
  const standing = authorise(actor, 'appointment.list-own', clinic)
  if (!(await mayActFor(actor, standing, page.patientId))) throw new Refusal('not-allowed', {})
  const visits = await findVisitsOf(clinic.database, page)
  await recordAccess(clinic, actor, standing, reading('appointment.list-own', 'appointment', visits))
  return visits
}
