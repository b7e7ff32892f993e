import type { Effect } from './effect.ts'
import { type AppointmentNow, upsertPatientAppointments } from './projection-queries.ts'

/** Keeps each patient's list across clinics: of each appointment its newest state. */
export const projectAppointments: Effect = async (tx, events) => {
  const newest = new Map<string, AppointmentNow>()
  for (const { clinicId, event } of events) {
    if (event.kind !== 'appointment') continue
    const key = `${clinicId}/${event.appointmentId}`
    const known = newest.get(key)
    if (!known || known.version <= event.version) newest.set(key, { clinicId, ...event })
  }
  if (newest.size > 0) await upsertPatientAppointments(tx, [...newest.values()])
}
