import type { ExportedPatient } from '@polyclinic/clinic'
import { wallClock } from './wall-clock.ts'
import { writeCsv } from './write-csv.ts'

/** The patients whom a clinic knows as a table. */
export function patientsCsv(patients: readonly ExportedPatient[], timeZone: string): string {
  const clock = wallClock(timeZone)
  return writeCsv(
    ['number', 'state', 'name', 'phone', 'e-mail', 'since'],
    patients.map(({ number, state, name, phone, email, since }) => [
      number,
      state,
      name,
      phone,
      email,
      clock(since).date,
    ]),
  )
}
