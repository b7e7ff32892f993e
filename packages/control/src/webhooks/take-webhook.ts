import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { whileLocked } from '../installation/while-locked.ts'
import { type DueDelivery, findDueDeliveries, findNextAttempt, findRecipient } from './sending-queries.ts'
import { openSecrets } from './webhook-secret.ts'

/** How many are under way to one endpoint at a time. */
const atOnce = 5

export interface Batch {
  readonly url: string
  /** Slug of the clinic it is for */
  readonly slug: string
  /** All sign, the newest first. */
  readonly secrets: readonly string[]
  readonly deliveries: readonly DueDelivery[]
}

export interface TakenWebhook {
  /** What is to be sent now; nothing where the endpoint is inactive, paused, or has nothing whose time has come */
  nextBatch(): Promise<Batch | undefined>
  /** In how many seconds there is something to do; undefined where nothing waits */
  nextAttempt(): Promise<number | undefined>
}

/**
 * Takes an endpoint for as long as `work` lasts, so that no more than a few requests are under way to it whatever the
 * number of workers.
 * @param work gets nothing where somebody else is at it
 */
export async function takeWebhook<Result>(
  { database, vault }: ControlPlane,
  actor: Actor,
  webhookId: string,
  work: (taken: TakenWebhook | undefined) => Promise<Result>,
): Promise<Result> {
  authorise(actor, 'webhook.deliver')
  return whileLocked(database, `webhook:${webhookId}`, (client) =>
    work(
      client && {
        async nextBatch() {
          const recipient = await findRecipient(client, webhookId)
          if (!recipient) return undefined
          const deliveries = await findDueDeliveries(client, webhookId, atOnce)
          if (deliveries.length === 0) return undefined
          return { ...recipient, secrets: await openSecrets(client, vault, webhookId), deliveries }
        },
        nextAttempt: () => findNextAttempt(client, webhookId),
      },
    ),
  )
}
