import { z } from 'zod'
import { page } from '../page.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
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
    duration: z.int().describe("Minutes: the visit's where one is asked for, else the slot's"),
    bookable: z.literal(true),
    free: z.int().describe('Free places'),
    version: z.int(),
  })
  .meta({ id: 'Slot' })
export type FreeSlot = z.infer<typeof freeSlot>

/** Several doctors side by side, separated by commas. */
const doctors = z
  .string()
  .max(2_000)
  .transform((text) => text.split(','))
  .pipe(z.array(identifier).min(1).max(50))
  .describe('Identifiers of one or several doctors, separated by commas')

/** By the clinic's wall clock: before noon, noon to five, from five on. */
export const partOfDay = z.enum(['morning', 'afternoon', 'evening'])

const wishes = {
  doctor: doctors.optional(),
  specialty: code.optional(),
  visitType: code
    .optional()
    .describe('Only times at which this visit can begin, however many slots it takes'),
  partOfDay: partOfDay.optional(),
}
const days = {
  from: localDate.optional().describe("First day on the clinic's calendar; today when absent"),
  to: localDate.optional().describe('Last day, included'),
}
const problems = [
  'invalid-request',
  'clinic-unknown',
  'clinic-mismatch',
  'clinic-suspended',
  'clinic-unavailable',
] satisfies ProblemCode[]
const common = { method: 'get', scope: 'clinic', tag: 'Slots', access: 'public', problems } as const

export const listSlotsRoute = describeRoute({
  ...common,
  id: 'listSlots',
  path: '/slots',
  summary: 'Free slots, earliest first',
  description:
    'What is listed can be booked at that moment; booking decides again by itself, by the same rules.',
  query: z.strictObject({
    ...days,
    ...wishes,
    limit: z.coerce.number().int().min(1).max(500).default(100),
    cursor: z.string().max(400).optional(),
  }),
  success: { status: 200, description: 'One page', body: page(freeSlot).meta({ id: 'SlotPage' }) },
})

export const listFirstSlotsRoute = describeRoute({
  ...common,
  id: 'listFirstSlots',
  path: '/slots/first',
  summary: 'The first free slot of each doctor, earliest first',
  query: z.strictObject({ ...days, ...wishes }),
  success: {
    status: 200,
    description: 'One a doctor who has any',
    body: z.strictObject({ items: z.array(freeSlot) }).meta({ id: 'FirstSlots' }),
  },
})

export const freeDay = z
  .strictObject({
    localDate,
    free: z.int().describe('Times at which one could begin'),
    firstFreeAt: instant,
    timeZone: z.string(),
  })
  .meta({ id: 'FreeDay' })
export type FreeDay = z.infer<typeof freeDay>

export const listFreeDaysRoute = describeRoute({
  ...common,
  id: 'listFreeDays',
  path: '/slots/days',
  summary: 'The days on which anything is free, for a month picker',
  query: z.strictObject({ ...days, ...wishes }),
  success: {
    status: 200,
    description: 'Days with something free, in order',
    body: z.strictObject({ items: z.array(freeDay) }).meta({ id: 'FreeDays' }),
  },
})

export const slotState = z
  .strictObject({
    id: identifier,
    doctor: z.strictObject({ id: identifier, name: z.string(), specialty: code }),
    startsAt: instant,
    endsAt: instant,
    localDate,
    localTime,
    timeZone: z.string(),
    duration: z.int().describe('Minutes'),
    bookable: z.boolean(),
    free: z.int().describe('Free places'),
    version: z.int(),
  })
  .meta({ id: 'SlotState' })
export type SlotState = z.infer<typeof slotState>

export const showSlotRoute = describeRoute({
  ...common,
  id: 'showSlot',
  path: '/slots/{slot}',
  summary: 'One slot, whether or not it can be booked now',
  params: z.strictObject({ slot: identifier }),
  success: { status: 200, description: 'As it is now', body: slotState, etag: true },
  problems: [...problems, 'not-found'],
})
