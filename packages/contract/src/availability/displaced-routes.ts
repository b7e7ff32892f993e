import { z } from 'zod'
import { appointmentStatuses } from '../appointments/appointment.ts'
import { visitFacts } from '../appointments/visit-facts.ts'
import { clinicProblems } from '../editing.ts'
import { page } from '../page.ts'
import { describeRoute } from '../route.ts'
import { freeSlot } from '../slots/slot-routes.ts'
import { identifier, instant } from '../words.ts'

export const displacedAppointment = z
  .strictObject({
    id: identifier,
    reference: z.string(),
    status: z.enum(appointmentStatuses),
    ...visitFacts,
    displacedAt: instant,
    alternatives: z
      .array(freeSlot)
      .describe('The nearest free times, to move it to by one call of reschedule'),
    version: z.int(),
  })
  .meta({ id: 'DisplacedAppointment' })
export type DisplacedAppointment = z.infer<typeof displacedAppointment>

export const listDisplacedRoute = describeRoute({
  id: 'listDisplaced',
  method: 'get',
  path: '/admin/displaced',
  scope: 'clinic',
  tag: 'Availability',
  summary: 'Appointments that lost their time, for staff to resolve; earliest first',
  description: 'Their patients have not been told: that is for staff to decide.',
  access: 'signed-in',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  success: {
    status: 200,
    description: 'One page',
    body: page(displacedAppointment).meta({ id: 'DisplacedAppointmentPage' }),
  },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', ...clinicProblems],
})
