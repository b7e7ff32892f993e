import type { AppointmentMoved } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findAppointmentsAfter } from './all-appointments-queries.ts'

type AppointmentNow = Pick<AppointmentMoved, 'appointmentId' | 'version' | 'at' | 'state'>

const atOnce = 1_000

/** Every appointment as it stands, page by page: for the control plane to make its list of them anew. */
export async function* readAllAppointments(clinic: Clinic, actor: Actor): AsyncGenerator<AppointmentNow[]> {
  authorise(actor, 'projection.rebuild', clinic)
  let after: string | undefined
  for (;;) {
    const page = await findAppointmentsAfter(clinic.database, after, atOnce)
    if (page.length > 0) yield page
    if (page.length < atOnce) return
    after = page.at(-1)?.appointmentId
  }
}
