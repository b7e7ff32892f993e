import { type Clinic, exportAppointments, exportPatients, showAppointment } from '@polyclinic/clinic'
import { appointmentsCsv } from '../downloads/appointments-csv.ts'
import { calendarEntry } from '../downloads/calendar-entry.ts'
import { patientsCsv } from '../downloads/patients-csv.ts'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'
import { placeOfVisit } from './place-of-visit.ts'

type Exports = Pick<Handlers<Clinic>, 'exportAppointments' | 'exportPatients' | 'showCalendarEntry'>

/** What leaves as a file. */
export function exportHandlers({ provisioner }: HandlerContext): Exports {
  return {
    async exportAppointments({ actor, clinic, query }) {
      const rows = await exportAppointments(clinic, actor, query)
      const name = `appointments-${clinic.slug}-${query.from}-${query.to}.csv`
      return { body: appointmentsCsv(rows, clinic.timeZone), headers: attached(name) }
    },
    async exportPatients({ actor, clinic, query }) {
      const { patients, next } = await exportPatients(clinic, actor, query)
      const more = next !== undefined && { link: `<?after=${next}>; rel="next"` }
      const headers = { ...attached(`patients-${clinic.slug}.csv`), ...more }
      return { body: patientsCsv(patients, clinic.timeZone), headers }
    },
    async showCalendarEntry({ actor, clinic, params }) {
      const appointment = await showAppointment(clinic, actor, params.appointment)
      const body = calendarEntry(appointment, await placeOfVisit(provisioner, clinic), new Date())
      return { body, headers: attached(`${appointment.reference}.ics`) }
    },
  }
}

/** @param name of letters, digits, dots and dashes: a slug, a reference, a day */
const attached = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` })
