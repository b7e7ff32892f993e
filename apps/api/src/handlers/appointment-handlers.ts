import {
  bookAppointment,
  cancelAppointment,
  type Clinic,
  listAppointments,
  showAppointment,
} from '@polyclinic/clinic'
import { isRefusal } from '@polyclinic/contract'
import { answeredWithin, introducePatient } from '@polyclinic/control'
import type { PatientCard } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Appointments = Pick<
  Handlers<Clinic>,
  'bookAppointment' | 'listAppointments' | 'showAppointment' | 'cancelAppointment'
>

/** A booking waits so long for the control plane's introduction and then does without. */
const patienceMilliseconds = 1_000

export function appointmentHandlers({ provisioner }: HandlerContext): Appointments {
  return {
    async bookAppointment({ actor, clinic, body: request, idempotencyKey, fingerprint, log }) {
      const introduce = async (patientId: string): Promise<PatientCard> => {
        try {
          return await answeredWithin(patienceMilliseconds, introducePatient(provisioner, patientId))
        } catch (error) {
          if (isRefusal(error)) throw error
          // a signed-in patient books while the control plane is away; the link is filled in later
          log.warn({ err: error }, 'the control plane could not introduce a patient')
          return {}
        }
      }
      const body = await bookAppointment(clinic, actor, request, { idempotencyKey, fingerprint, introduce })
      const headers = { location: `/v1/clinics/${clinic.slug}/appointments/${body.id}` }
      return { body, version: body.version, headers }
    },
    listAppointments: async ({ actor, clinic, query }) => ({
      body: await listAppointments(clinic, actor, query),
    }),
    async showAppointment({ actor, clinic, params }) {
      const body = await showAppointment(clinic, actor, params.appointment)
      return { body, version: body.version }
    },
    async cancelAppointment({ actor, clinic, params, ifMatch }) {
      const body = await cancelAppointment(clinic, actor, params.appointment, ifMatch)
      return { body, version: body.version }
    },
  }
}
