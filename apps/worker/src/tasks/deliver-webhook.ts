import {
  type Batch,
  type DueDelivery,
  deliveringJob,
  enqueueJobs,
  noteAttempts,
  type TakenWebhook,
  takeWebhook,
} from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { cloudEventOf } from '@polyclinic/webhooks'
import { z } from 'zod'
import { defineTask, type TaskContext } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
/** After so long others have their turn. */
const turnMilliseconds = 20_000
const busySeconds = 2

/**
 * Sends what waits for one endpoint, a few at a time, for as long as it takes it. An endpoint that does not is left alone
 * for a while. Where the answer was lost, or we could not write it down, an event is sent again under its identifier.
 */
export const deliverWebhook = defineTask({
  name: 'deliver-webhook',
  limitSeconds: 60,
  lane: 'webhooks',
  payload: z.strictObject({ webhookId: z.uuid() }),
  async run(context, { webhookId }, signal) {
    const againSeconds = await takeWebhook(context.control, worker, webhookId, async (taken) => {
      if (!taken) return busySeconds
      await sendInTurn(context, webhookId, taken, signal)
      return taken.nextAttempt()
    })
    if (againSeconds === undefined) return
    await enqueueJobs(context.control.database, [deliveringJob(webhookId, againSeconds)])
  },
})

async function sendInTurn(
  context: TaskContext,
  webhookId: string,
  taken: TakenWebhook,
  signal: AbortSignal,
): Promise<void> {
  const { control, metrics, log } = context
  const until = performance.now() + turnMilliseconds
  // what is under way when the worker stops is waited for: cut off, it would be sent again
  while (performance.now() < until && !signal.aborted) {
    const batch = await taken.nextBatch()
    if (!batch) return
    const attempts = await Promise.all(batch.deliveries.map((delivery) => attempt(context, batch, delivery)))
    for (const { delivery, outcome, status } of attempts) {
      metrics.deliveryEnded(outcome)
      log.info({ webhook: webhookId, event: delivery.eventId, outcome, status }, 'an attempt at a webhook')
    }
    const stopped = await noteAttempts(control, worker, webhookId, attempts)
    if (!stopped) continue
    metrics.webhookStopped(stopped)
    log.warn({ webhook: webhookId, why: stopped }, 'a webhook was stopped')
  }
}

async function attempt(
  { webhooks, publicUrl }: TaskContext,
  { url, slug, secrets }: Batch,
  delivery: DueDelivery,
) {
  const { eventId: id, type, at, event } = delivery
  const body = JSON.stringify(cloudEventOf({ id, type, at, event }, `${publicUrl}/v1/clinics/${slug}`))
  return { delivery, ...(await webhooks.send({ url, secrets, id, body })) }
}
