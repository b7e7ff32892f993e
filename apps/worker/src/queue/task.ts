import type { ClinicOpener } from '@polyclinic/clinic'
import type { ClinicDirectory, ControlPlane } from '@polyclinic/control'
import type { Mailer } from '@polyclinic/mail'
import type { SmsGateway } from '@polyclinic/sms'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { WorkerMetrics } from '../observing/create-metrics.ts'

/** What a task works with. */
export interface TaskContext {
  readonly control: ControlPlane
  readonly directory: ClinicDirectory
  readonly clinics: ClinicOpener
  /** Absent where no mail server is set: then mails wait. */
  readonly mailer: Mailer | undefined
  /** Absent where no gateway is set: then nobody gets short messages. */
  readonly sms?: SmsGateway | undefined
  readonly metrics: Pick<WorkerMetrics, 'mailEnded' | 'noticeEnded'>
  /** So many notices that were planned leave in a second, and no more */
  readonly noticesPerSecond: number
  /** Where the links of mails lead */
  readonly publicUrl: string
  readonly log: Logger
}

/** One kind of work. It may run twice for one job (a worker that was killed), so twice must do no harm. */
export interface Task {
  readonly name: string
  /** After this the attempt has failed, whatever it still does. */
  readonly limitSeconds: number
  /** @param signal given when the time is over or the worker stops: begin nothing more */
  run(context: TaskContext, payload: unknown, signal: AbortSignal): Promise<void>
}

/** A task whose payload is checked before it runs. */
export function defineTask<Payload>(task: {
  name: string
  limitSeconds: number
  payload: z.ZodType<Payload>
  run(context: TaskContext, payload: Payload, signal: AbortSignal): Promise<void>
}): Task {
  const { payload: schema, run, ...facts } = task
  return { ...facts, run: (context, payload, signal) => run(context, schema.parse(payload), signal) }
}
