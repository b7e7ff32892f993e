import {
  bookAppointment,
  type Clinic,
  holdSlot,
  releaseHold,
  renewHold,
  requestBooking,
  showBookingRequest,
  showHold,
  workOffRequests,
} from '@polyclinic/clinic'
import { type ControlPlane, isLive } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Logger } from 'pino'
import type { Handlers } from '../edge/index.ts'
import { created } from './appointment-handlers.ts'
import { askToTend } from './ask-to-tend.ts'
import type { HandlerContext } from './handler-context.ts'
import { introducer } from './introducer.ts'
import { warned } from './warned.ts'

type Bookings = Pick<
  Handlers<Clinic>,
  'bookAppointment' | 'showBookingRequest' | 'holdSlot' | 'showHold' | 'renewHold' | 'releaseHold'
>

const api: Actor = { kind: 'system', name: 'api' }

/** What takes a clinic's time: at once, for a while, or to be worked off later. */
export function bookingHandlers({ provisioner, overlaps }: HandlerContext): Bookings {
  return {
    async bookAppointment({ actor, clinic, body, idempotencyKey, fingerprint, log, respondAsync }) {
      const introduce = introducer(provisioner, actor, clinic, log)
      const context = { idempotencyKey, fingerprint, introduce }
      if (!respondAsync) {
        const watching = overlaps.watch(clinic, actor, body.patientId)
        return created(clinic, await warned(watching, await bookAppointment(clinic, actor, body, context)))
      }
      const noted = await requestBooking(clinic, actor, body, context)
      if (noted.status === 'pending') void seeToRequests(provisioner, clinic, log)
      const location = `/v1/clinics/${clinic.slug}/booking-requests/${noted.id}`
      return { status: 202, body: noted, headers: { location, 'preference-applied': 'respond-async' } }
    },
    showBookingRequest: async ({ actor, clinic, params, log }) => {
      const body = await showBookingRequest(clinic, actor, params.request)
      const waits = Date.now() - Date.parse(body.requestedAt) > longWaitMilliseconds
      // somebody looks, and nobody has worked it off: the queue may not have heard of it
      if (body.status === 'pending' && waits) void seeToRequests(provisioner, clinic, log)
      const { appointment } = body
      if (!appointment || !isLive(appointment)) return { body }
      const watching = overlaps.watch(clinic, actor, appointment.patientId)
      return { body: { ...body, appointment: await warned(watching, appointment) } }
    },
    async holdSlot({ actor, clinic, body: request, idempotencyKey, fingerprint, log }) {
      const introduce = introducer(provisioner, actor, clinic, log)
      const watching = overlaps.watch(clinic, actor, request.patientId)
      const held = await holdSlot(clinic, actor, request, { idempotencyKey, fingerprint, introduce })
      const body = await warned(watching, held)
      const headers = { location: `/v1/clinics/${clinic.slug}/holds/${body.id}` }
      return { body, version: body.version, headers }
    },
    async showHold({ actor, clinic, params }) {
      const body = await showHold(clinic, actor, params.hold)
      return { body, version: body.version }
    },
    async renewHold({ actor, clinic, params }) {
      const body = await renewHold(clinic, actor, params.hold)
      return { body, version: body.version }
    },
    async releaseHold({ actor, clinic, params }) {
      await releaseHold(clinic, actor, params.hold)
      return {}
    },
  }
}

const longWaitMilliseconds = 5_000

/** Tells the worker; while the queue is away, this process works off what waits by itself. */
async function seeToRequests(control: ControlPlane, clinic: Clinic, log: Logger): Promise<void> {
  try {
    if (!(await askToTend(control, clinic, log))) await workOffRequests(clinic, api)
  } catch (err) {
    log.warn({ err }, 'noted bookings were not worked off; whoever looks after the clinic next will')
  }
}
