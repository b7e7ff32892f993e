import type { Standing } from '@polyclinic/guard'
import { type AppointmentRow, findAppointment, noSuchAppointment } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'

/**
 * An appointment with the doctor who asks: with another one it is not there, whoever else they may be at the clinic.
 * A colleague's notes about the same patient are not theirs to read.
 */
export async function findOwnVisit(
  clinic: Clinic,
  { doctorId }: Standing,
  id: string,
): Promise<AppointmentRow> {
  const row = await findAppointment(clinic.database, id)
  if (!row || doctorId === undefined || row.facts.doctorId !== doctorId) throw noSuchAppointment()
  return row
}
