import { z } from 'zod'
import { editable } from '../editing.ts'
import { identifier, instant } from '../words.ts'
import { webhookEventTypes, webhookTestType } from './webhook-events.ts'

/** How many endpoints one clinic may have. */
export const webhookLimit = 10
/** For so long a former secret signs along after a rotation. */
export const formerSecretHours = 24
/** For so long a delivery can be seen and sent again. */
export const deliveryDays = 30

const facts = {
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .describe('`https`, a public address, port 443 or one from 1024 on, no user name in it'),
  description: z.string().trim().min(1).max(200),
  eventTypes: z
    .array(z.enum(webhookEventTypes))
    .min(1)
    .max(webhookEventTypes.length)
    .refine((types) => new Set(types).size === types.length, { error: 'names a type twice' })
    .describe('What is sent there'),
}

export const webhookForm = z
  .strictObject({ ...facts, description: facts.description.optional() })
  .meta({ id: 'WebhookForm' })
export type WebhookForm = z.infer<typeof webhookForm>

export const webhookEdit = z
  .strictObject({
    url: facts.url.optional(),
    description: facts.description.nullable().optional(),
    eventTypes: facts.eventTypes.optional(),
    active: z.boolean().optional().describe('`true` also lets an endpoint that was stopped go on'),
  })
  .meta({ id: 'WebhookEdit' })
export type WebhookEdit = z.infer<typeof webhookEdit>

/** Why we stopped sending: the endpoint said 410 Gone, or failed for days. */
export const webhookStops = ['gone', 'failing'] as const

const shown = {
  ...editable,
  url: z.string(),
  description: z.string().optional(),
  eventTypes: z.array(z.string()),
  active: z.boolean(),
  stopped: z.enum(webhookStops).optional().describe('Why it was made inactive, where nobody did'),
  failingSince: instant.optional().describe('Since then nothing has arrived there'),
}

export const webhook = z.strictObject(shown).meta({ id: 'Webhook' })
export type WebhookDocument = z.infer<typeof webhook>

export const webhookWithSecret = z
  .strictObject({ ...shown, secret: z.string().describe('`whsec_…`; shown this once') })
  .meta({ id: 'WebhookWithSecret' })
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>

export const deliveryStates = ['waiting', 'delivered', 'given-up'] as const

/** What became of an attempt, in words of ours: nothing of an answer but its status is kept. */
export const deliveryOutcomes = [
  'delivered',
  'refused',
  'redirect',
  'gone',
  'timeout',
  'unresolved',
  'address-refused',
  'tls-failed',
  'unreachable',
  'too-late',
  'endpoint-stopped',
] as const
export type DeliveryOutcome = (typeof deliveryOutcomes)[number]

export const webhookDelivery = z
  .strictObject({
    id: identifier,
    eventId: identifier.describe('The `webhook-id` and the `id` of the CloudEvent'),
    type: z.string().describe(`One of the event types, or \`${webhookTestType}\``),
    occurredAt: instant,
    state: z.enum(deliveryStates),
    attempts: z.int(),
    outcome: z.enum(deliveryOutcomes).optional().describe('Of the last attempt'),
    status: z.int().optional().describe('The HTTP status of the last answer'),
    lastAttemptAt: instant.optional(),
    nextAttemptAt: instant.optional().describe('While it waits: not before then'),
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof webhookDelivery>
