import { z } from 'zod'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { identifier, versionSeen } from '../words.ts'
import {
  appointment,
  appointmentParams,
  appointmentRoute,
  bookedAppointment,
  clinicProblems,
  timeProblems,
  visitReason,
} from './appointment.ts'

const changed = { status: 200, description: 'As it is now', body: appointment, etag: true } as const
const problems = [
  'not-signed-in',
  'not-allowed',
  'not-found',
  'outside-policy',
  'transition-not-allowed',
  'precondition-required',
  'version-mismatch',
  ...clinicProblems,
] satisfies ProblemCode[]
const common = {
  ...appointmentRoute,
  params: appointmentParams,
  ifMatch: true,
  success: changed,
  problems,
} as const

export const cancelAppointmentRoute = describeRoute({
  ...common,
  id: 'cancelAppointment',
  method: 'delete',
  path: '/appointments/{appointment}',
  summary: 'Cancel an appointment; its time is free again at once',
})

export const cancelWithReasonRoute = describeRoute({
  ...common,
  id: 'cancelWithReason',
  method: 'post',
  path: '/appointments/{appointment}/cancel',
  summary: 'Cancel an appointment and say why',
  body: z.strictObject({ reason: visitReason.optional() }).meta({ id: 'Cancellation' }),
  problems: ['invalid-request', 'service-unavailable', ...problems],
})

export const reschedulingRequest = z
  .strictObject({
    slotId: identifier,
    slotVersion: versionSeen.optional().describe('Refuse when the slot has changed since this version'),
  })
  .meta({ id: 'ReschedulingRequest' })
export type ReschedulingRequest = z.infer<typeof reschedulingRequest>

export const rescheduleAppointmentRoute = describeRoute({
  ...common,
  id: 'rescheduleAppointment',
  method: 'post',
  path: '/appointments/{appointment}/reschedule',
  summary: 'Move an appointment to another slot: whole, or not at all',
  body: reschedulingRequest,
  success: { ...changed, body: bookedAppointment },
  problems: [
    'invalid-request',
    'clinic-suspended',
    ...timeProblems.filter((each) => each !== 'outside-policy'),
    ...problems,
  ],
})

export const confirmAppointmentRoute = describeRoute({
  ...common,
  id: 'confirmAppointment',
  method: 'post',
  path: '/appointments/{appointment}/confirm',
  summary: 'Confirm what a patient has asked for',
})

export const arriveRoute = describeRoute({
  ...common,
  id: 'arrive',
  method: 'post',
  path: '/appointments/{appointment}/arrive',
  summary: 'Check a patient in',
})

export const fulfilRoute = describeRoute({
  ...common,
  id: 'fulfil',
  method: 'post',
  path: '/appointments/{appointment}/fulfil',
  summary: 'The visit has taken place',
})

export const noShowRoute = describeRoute({
  ...common,
  id: 'noShow',
  method: 'post',
  path: '/appointments/{appointment}/no-show',
  summary: 'The patient did not come',
})

export const reinstateRoute = describeRoute({
  ...common,
  id: 'reinstate',
  method: 'post',
  path: '/appointments/{appointment}/reinstate',
  summary: 'Take back an arrival or a no-show that was noted by mistake',
})

export const changeRoutes = {
  cancelAppointment: cancelAppointmentRoute,
  cancelWithReason: cancelWithReasonRoute,
  rescheduleAppointment: rescheduleAppointmentRoute,
  confirmAppointment: confirmAppointmentRoute,
  arrive: arriveRoute,
  fulfil: fulfilRoute,
  noShow: noShowRoute,
  reinstate: reinstateRoute,
} as const
