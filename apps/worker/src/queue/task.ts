import type { ClinicOpener } from '@polyclinic/clinic'
import type { Carrier, ClinicDirectory, ControlPlane } from '@polyclinic/control'
import type { Mailer } from '@polyclinic/mail'
import type { SmsGateway } from '@polyclinic/sms'
import type { WebhookSender } from '@polyclinic/webhooks'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { WorkerMetrics } from '../observing/create-metrics.ts'

/** What a task works with. */
export interface TaskContext {
  readonly control: ControlPlane
  /** Of what has happened at clinics, to the control plane */
  readonly carrier: Pick<Carrier, 'carry'>
  readonly directory: ClinicDirectory
  readonly clinics: ClinicOpener
  /** Absent where no mail server is set: then mails wait. */
  readonly mailer: Mailer | undefined
  /** Absent where no gateway is set: then nobody is told by SMS. */
  readonly sms: SmsGateway | undefined
  readonly webhooks: WebhookSender
  readonly metrics: Pick<
    WorkerMetrics,
    'mailEnded' | 'noticeEnded' | 'eventsCarried' | 'deliveryEnded' | 'webhookStopped'
  >
  /** So many notices that were planned leave in a second, and no more */
  readonly noticesPerSecond: number
  /** Where the links of mails lead */
  readonly publicUrl: string
  readonly log: Logger
}

/**
 * Work that has places of its own: what waits for mail servers and gateways, what waits for endpoints of clinics, and the
 * reading of free days, which is long.
 */
export type Lane = 'messages' | 'webhooks' | 'search'

/** One kind of work. It may run twice for one job (a worker that was killed), so twice must do no harm. */
export interface Task {
  readonly name: string
  /** Ids, days and words of ours only: operators read the queue. */
  readonly payload: z.ZodType
  /** After this the attempt has failed, whatever it still does. */
  readonly limitSeconds: number
  /** Where it has one, however much of its like there is keeps nothing else waiting */
  readonly lane?: Lane
  /** Keeps its place for as long again as it took, a second at most: so it takes half of it, however much there is to do */
  readonly rests?: boolean
  /** @param signal given when the time is over or the worker stops: begin nothing more */
  run(context: TaskContext, payload: unknown, signal: AbortSignal): Promise<void>
}

/** A task whose payload is checked before it runs. */
export function defineTask<Payload>(task: {
  name: string
  limitSeconds: number
  lane?: Lane
  rests?: boolean
  payload: z.ZodType<Payload>
  run(context: TaskContext, payload: Payload, signal: AbortSignal): Promise<void>
}): Task {
  const { run, ...facts } = task
  return { ...facts, run: (context, payload, signal) => run(context, task.payload.parse(payload), signal) }
}
