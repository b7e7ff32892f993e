import type { ExportedAppointment } from '@polyclinic/clinic'
import { wallClock } from './wall-clock.ts'
import { type Cell, writeCsv } from './write-csv.ts'

const headings = [
  'reference',
  'status',
  'date',
  'time',
  'minutes',
  'doctor',
  'visit type',
  'patient number',
  'patient',
  'phone',
  'e-mail',
  'booked at',
  'cancelled at',
]

/** Appointments as a table; days and times by the clock on the clinic's wall. */
export function appointmentsCsv(appointments: readonly ExportedAppointment[], timeZone: string): string {
  const clock = wallClock(timeZone)
  const moment = (at: Date | null) => (at ? Object.values(clock(at)).join(' ') : undefined)
  const rowOf = ({ patient, ...visit }: ExportedAppointment): Cell[] => {
    const { date, time } = clock(visit.startsAt)
    return [
      visit.reference,
      visit.status,
      date,
      time,
      Math.round((visit.endsAt.getTime() - visit.startsAt.getTime()) / 60_000),
      visit.doctor,
      visit.visitType,
      patient.number,
      patient.name,
      patient.phone,
      patient.email,
      moment(visit.bookedAt),
      moment(visit.cancelledAt),
    ]
  }
  return writeCsv(headings, appointments.map(rowOf))
}
