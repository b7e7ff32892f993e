import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import { page } from '../page.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { identifier, instant } from '../words.ts'
import {
  deliveryDays,
  deliveryStates,
  formerSecretHours,
  webhook,
  webhookDelivery,
  webhookEdit,
  webhookForm,
  webhookLimit,
  webhookWithSecret,
} from './webhook.ts'

const common = { scope: 'clinic', tag: 'Webhooks', access: 'signed-in' } as const
const problems = [
  'invalid-request',
  'not-signed-in',
  'not-allowed',
  'service-unavailable',
  ...clinicProblems,
] satisfies ProblemCode[]
const ofOne = [...problems, 'not-found'] satisfies ProblemCode[]
const params = z.strictObject({ webhook: identifier })
const accepted = { status: 202, description: 'It will be sent', body: webhookDelivery } as const

export const webhookRoutes = {
  listWebhooks: describeRoute({
    ...common,
    id: 'listWebhooks',
    method: 'get',
    path: '/webhooks',
    summary: 'Endpoints that are told what happens at the clinic',
    description: "For the clinic's admin alone, like all of these.",
    success: {
      status: 200,
      description: 'All of them, the oldest first',
      body: z.strictObject({ items: z.array(webhook) }).meta({ id: 'WebhookList' }),
    },
    problems,
  }),
  registerWebhook: describeRoute({
    ...common,
    id: 'registerWebhook',
    method: 'post',
    path: '/webhooks',
    summary: 'Register an endpoint; the answer shows its secret, once',
    description: `Events arrive as CloudEvents 1.0 in JSON, signed as Standard Webhooks say, at least once and in no \
promised order. At most ${webhookLimit} endpoints a clinic, each address once: \`already-exists\` where the answer to the \
first request was lost, and a rotation shows a new secret.`,
    body: webhookForm,
    success: { status: 201, description: 'Registered', body: webhookWithSecret, etag: true },
    problems: [...problems, 'already-exists', 'outside-policy'],
  }),
  showWebhook: describeRoute({
    ...common,
    id: 'showWebhook',
    method: 'get',
    path: '/webhooks/{webhook}',
    summary: 'One endpoint; its secret is not shown again',
    params,
    success: { status: 200, description: 'As it is now', body: webhook, etag: true },
    problems: ofOne,
  }),
  editWebhook: describeRoute({
    ...common,
    id: 'editWebhook',
    method: 'patch',
    path: '/webhooks/{webhook}',
    summary: 'Change where events go, which, or whether',
    description: 'What is not named stays. An inactive endpoint is sent nothing, and nothing is kept for it.',
    params,
    body: webhookEdit,
    ifMatch: true,
    success: { status: 200, description: 'As it is now', body: webhook, etag: true },
    problems: [...ofOne, 'already-exists', 'precondition-required', 'version-mismatch'],
  }),
  removeWebhook: describeRoute({
    ...common,
    id: 'removeWebhook',
    method: 'delete',
    path: '/webhooks/{webhook}',
    summary: 'Remove an endpoint with its deliveries',
    params,
    success: { status: 204, description: 'Nothing is sent there any more' },
    problems: ofOne,
  }),
  rotateWebhookSecret: describeRoute({
    ...common,
    id: 'rotateWebhookSecret',
    method: 'post',
    path: '/webhooks/{webhook}/rotate',
    summary: 'Make a new secret, shown once',
    description: `Former ones sign along for ${formerSecretHours} hours, so that no delivery fails while the receiver \
changes over; with \`endFormer\` they end at once, for a secret that got out.`,
    params,
    body: z.strictObject({ endFormer: z.boolean().default(false) }).meta({ id: 'WebhookRotation' }),
    success: { status: 200, description: 'From now on it signs', body: webhookWithSecret, etag: true },
    problems: [...ofOne, 'outside-policy'],
  }),
  testWebhook: describeRoute({
    ...common,
    id: 'testWebhook',
    method: 'post',
    path: '/webhooks/{webhook}/test',
    summary: 'Send a test event, which tells of nothing',
    params,
    success: accepted,
    problems: [...ofOne, 'transition-not-allowed'],
  }),
  listWebhookDeliveries: describeRoute({
    ...common,
    id: 'listWebhookDeliveries',
    method: 'get',
    path: '/webhooks/{webhook}/deliveries',
    summary: 'What was sent there, or not, and how it ended; the newest first',
    description: `For ${deliveryDays} days. Of what the endpoint answered only its status is kept.`,
    params,
    query: z.strictObject({
      state: z.enum(deliveryStates).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(400).optional(),
    }),
    success: {
      status: 200,
      description: 'One page',
      body: page(webhookDelivery).meta({ id: 'WebhookDeliveryPage' }),
    },
    problems: ofOne,
  }),
  replayWebhookDelivery: describeRoute({
    ...common,
    id: 'replayWebhookDelivery',
    method: 'post',
    path: '/webhooks/{webhook}/deliveries/{delivery}/replay',
    summary: 'Send one again, whatever became of it',
    description: 'With the same `webhook-id`: a receiver that had it knows it.',
    params: params.extend({ delivery: identifier }),
    success: accepted,
    problems: [...ofOne, 'transition-not-allowed'],
  }),
  replayWebhook: describeRoute({
    ...common,
    id: 'replayWebhook',
    method: 'post',
    path: '/webhooks/{webhook}/replay',
    summary: 'Send again what has happened since an instant',
    params,
    body: z
      .strictObject({
        since: instant,
        only: z.enum(['given-up', 'all']).default('given-up').describe('`all`: delivered ones too'),
      })
      .meta({ id: 'WebhookReplay' }),
    success: {
      status: 202,
      description: 'They will be sent',
      body: z.strictObject({ replayed: z.int() }).meta({ id: 'WebhookReplayed' }),
    },
    problems: [...ofOne, 'transition-not-allowed'],
  }),
} as const
