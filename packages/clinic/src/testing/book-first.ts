import type { Appointment } from '@polyclinic/contract'
import { bookAppointment } from '../booking/index.ts'
import type { Clinic } from '../clinic.ts'
import { bookingContext } from './booking-context.ts'
import { aPatient } from './open-test-clinic.ts'

/** Books somebody into the first slot of that doctor on that day. */
export async function bookFirst(clinic: Clinic, doctor: string, day: string): Promise<Appointment> {
  const { rows } = await clinic.database.query<{ id: string }>(
    `select id from slot where doctor_id = $1 and local_date = $2 and state = 'open' and taken < capacity
     order by starts_at limit 1`,
    [doctor, day],
  )
  const request = { slotId: rows[0]?.id ?? '', visitType: 'consultation' }
  return bookAppointment(clinic, aPatient(), request, bookingContext(clinic))
}
