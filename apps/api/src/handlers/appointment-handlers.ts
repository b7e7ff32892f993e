import {
  arrive,
  cancelAppointment,
  type Clinic,
  confirmAppointment,
  fulfil,
  listAlternatives,
  listAppointments,
  noteNoShow,
  overrideAppointment,
  reinstate,
  rescheduleAppointment,
  showAppointment,
  showHistory,
} from '@polyclinic/clinic'
import type { Appointment } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'
import { warned } from './warned.ts'

type Appointments = Pick<
  Handlers<Clinic>,
  | 'listAppointments'
  | 'showAppointment'
  | 'showHistory'
  | 'listAlternatives'
  | 'cancelAppointment'
  | 'cancelWithReason'
  | 'rescheduleAppointment'
  | 'confirmAppointment'
  | 'arrive'
  | 'fulfil'
  | 'noShow'
  | 'reinstate'
  | 'overrideAppointment'
>

/** What becomes of an appointment once it is there. */
export function appointmentHandlers({ overlaps }: Pick<HandlerContext, 'overlaps'>): Appointments {
  return {
    listAppointments: async ({ actor, clinic, query }) => ({
      body: await listAppointments(clinic, actor, query),
    }),
    showAppointment: async ({ actor, clinic, params }) =>
      versioned(await showAppointment(clinic, actor, params.appointment)),
    showHistory: async ({ actor, clinic, params }) => ({
      body: { items: await showHistory(clinic, actor, params.appointment) },
    }),
    listAlternatives: async ({ actor, clinic, params }) => ({
      body: { items: await listAlternatives(clinic, actor, params.appointment) },
    }),
    cancelAppointment: moving(cancelAppointment),
    cancelWithReason: async ({ actor, clinic, params, ifMatch, body }) =>
      versioned(await cancelAppointment(clinic, actor, params.appointment, ifMatch, body.reason)),
    async rescheduleAppointment({ actor, clinic, params, ifMatch, body }) {
      const watching = overlaps.watch(clinic, actor, undefined)
      const moved = await rescheduleAppointment(clinic, actor, params.appointment, body, ifMatch)
      return versioned(await warned(watching, moved))
    },
    confirmAppointment: moving(confirmAppointment),
    arrive: moving(arrive),
    fulfil: moving(fulfil),
    noShow: moving(noteNoShow),
    reinstate: moving(reinstate),
    overrideAppointment: async ({ actor, clinic, body, idempotencyKey, fingerprint }) =>
      created(clinic, await overrideAppointment(clinic, actor, body, { idempotencyKey, fingerprint })),
  }
}

interface MoveCall {
  readonly actor: Actor
  readonly clinic: Clinic
  readonly params: { readonly appointment: string }
  readonly ifMatch: number
}

const moving =
  (verb: (clinic: Clinic, actor: Actor, id: string, seenVersion: number) => Promise<Appointment>) =>
  async ({ actor, clinic, params, ifMatch }: MoveCall) =>
    versioned(await verb(clinic, actor, params.appointment, ifMatch))

const versioned = (body: Appointment) => ({ body, version: body.version })

/** The answer to who has made an appointment. */
export const created = (clinic: Clinic, body: Appointment) => ({
  ...versioned(body),
  headers: { location: `/v1/clinics/${clinic.slug}/appointments/${body.id}` },
})
