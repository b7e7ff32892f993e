import { randomUUID } from 'node:crypto'
import type { AppointmentMoved } from '@polyclinic/contract'

/** An event as a clinic tells it, of an appointment that is nobody's. */
export const appointmentEvent = (type = 'booked'): AppointmentMoved => ({
  kind: 'appointment',
  id: randomUUID(),
  at: new Date().toISOString(),
  type,
  appointmentId: randomUUID(),
  version: 1,
  state: {
    status: 'booked',
    patientId: randomUUID(),
    doctorId: randomUUID(),
    visitType: 'consultation',
    reference: 'RVS 7K3M92',
    startsAt: '2027-01-04T09:00:00+01:00',
    endsAt: '2027-01-04T09:30:00+01:00',
    displaced: false,
  },
})
