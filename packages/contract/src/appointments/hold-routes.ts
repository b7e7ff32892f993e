import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { identifier, instant } from '../words.ts'
import { clinicProblems, timeProblems } from './appointment.ts'
import { warnings } from './booking-warning.ts'
import { checkChoice, choiceOfTime } from './choice-of-time.ts'
import { visitFacts } from './visit-facts.ts'

/** A time that is kept for its holder while they decide. */
export const hold = z
  .strictObject({
    id: identifier,
    ...visitFacts,
    expiresAt: instant.describe("By the clinic's own clock; afterwards anybody may have the time"),
    renewable: z.boolean().describe('It can be made longer once'),
    version: z.int(),
  })
  .meta({ id: 'Hold' })
export type Hold = z.infer<typeof hold>

/** As it is told to who has just made it. */
export const newHold = hold.extend({ warnings }).meta({ id: 'NewHold' })
export type NewHold = z.infer<typeof newHold>

export const holdRequest = z.strictObject(choiceOfTime).superRefine(checkChoice).meta({ id: 'HoldRequest' })
export type HoldRequest = z.infer<typeof holdRequest>

const holdParams = z.strictObject({ hold: identifier })
const common = { scope: 'clinic', tag: 'Holds', access: 'signed-in' } as const
const known = ['not-signed-in', 'not-allowed', 'not-found', 'hold-ended', ...clinicProblems] as const

export const holdSlotRoute = describeRoute({
  ...common,
  id: 'holdSlot',
  method: 'post',
  path: '/holds',
  summary: 'Keep a time while somebody decides',
  body: holdRequest,
  idempotencyKey: 'required',
  success: { status: 201, description: 'Held until `expiresAt`', body: newHold, etag: true },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'patient-blocked',
    'clinic-suspended',
    'patient-unknown',
    'not-found',
    ...timeProblems,
    'idempotency-mismatch',
    'too-busy',
    ...clinicProblems,
  ],
})

export const showHoldRoute = describeRoute({
  ...common,
  id: 'showHold',
  method: 'get',
  path: '/holds/{hold}',
  summary: 'A hold of one’s own, while it lasts',
  params: holdParams,
  success: { status: 200, description: 'As it stands', body: hold, etag: true },
  problems: known,
})

export const renewHoldRoute = describeRoute({
  ...common,
  id: 'renewHold',
  method: 'post',
  path: '/holds/{hold}/renew',
  summary: 'Make a hold longer, once',
  params: holdParams,
  success: { status: 200, description: 'Held from now on for the same time again', body: hold, etag: true },
  problems: [...known, 'outside-policy'],
})

export const releaseHoldRoute = describeRoute({
  ...common,
  id: 'releaseHold',
  method: 'delete',
  path: '/holds/{hold}',
  summary: 'Give a held time back',
  params: holdParams,
  success: { status: 204, description: 'Free again at once' },
  problems: known,
})
