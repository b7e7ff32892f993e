import type { AppointmentMoved } from '@polyclinic/contract'
import type { Effect } from './effect.ts'
import { upsertPatientAppointments } from './projection-queries.ts'

/** Keeps each patient's list across clinics: of each appointment its newest state. */
export const projectAppointments: Effect = async (tx, clinicId, events) => {
  const newest = new Map<string, AppointmentMoved>()
  for (const event of events) {
    if (event.kind !== 'appointment') continue
    const known = newest.get(event.appointmentId)
    if (!known || known.version <= event.version) newest.set(event.appointmentId, event)
  }
  if (newest.size > 0) await upsertPatientAppointments(tx, clinicId, [...newest.values()])
}
