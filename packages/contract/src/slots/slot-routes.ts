import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { page } from '../page.ts'
import { code, identifier, instant, localDate, localTime } from '../words.ts'

export const freeSlot = z
  .strictObject({
    id: identifier,
    doctor: z.strictObject({ id: identifier, name: z.string(), specialty: code }),
    startsAt: instant,
    endsAt: instant,
    localDate,
    localTime,
    timeZone: z.string(),
    duration: z.int().describe('Minutes'),
    bookable: z.literal(true),
    free: z.int().describe('Free places'),
    version: z.int(),
  })
  .meta({ id: 'Slot' })
export type FreeSlot = z.infer<typeof freeSlot>

export const listSlotsRoute = describeRoute({
  id: 'listSlots',
  method: 'get',
  path: '/slots',
  scope: 'clinic',
  tag: 'Slots',
  summary: 'Free slots, earliest first',
  description: 'What is listed can be booked at that moment; booking decides again by itself.',
  access: 'public',
  query: z.strictObject({
    from: localDate.optional().describe("First day on the clinic's calendar; today when absent"),
    to: localDate.optional().describe('Last day, included'),
    doctor: identifier.optional(),
    specialty: code.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    cursor: z.string().max(400).optional(),
  }),
  success: { status: 200, description: 'One page', body: page(freeSlot).meta({ id: 'SlotPage' }) },
  problems: [
    'invalid-request',
    'clinic-unknown',
    'clinic-mismatch',
    'clinic-suspended',
    'clinic-unavailable',
  ],
})
