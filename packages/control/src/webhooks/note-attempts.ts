import type { DeliveryOutcome } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { delayAfter, lateHours, pauseAfter } from './retry-delays.ts'
import {
  closeBreaker,
  countFailures,
  type DueDelivery,
  type Failing,
  noteAttempt,
  pauseWebhook,
  stopWebhook,
} from './sending-queries.ts'
import { tellAdmins } from './tell-admins.ts'

/** An endpoint at which nothing has arrived for so long, and so often, is stopped. */
const failingHours = 72
const failingTimes = 10
const longestWish = 3_600

export interface DeliveryAttempt {
  readonly delivery: DueDelivery
  readonly outcome: DeliveryOutcome
  /** Of the answer, where there was one */
  readonly status?: number | undefined
  /** For how long the receiver asks to be left alone, in seconds */
  readonly retryAfter?: number | undefined
}

/**
 * Notes what became of attempts at one endpoint. Where none arrived it is left alone for a while; one that says that it
 * is gone, or has failed for days, is stopped, and the clinic's admins are told.
 * @returns why it was stopped
 */
export async function noteAttempts(
  control: ControlPlane,
  actor: Actor,
  webhookId: string,
  attempts: readonly DeliveryAttempt[],
  random: () => number = Math.random,
): Promise<'gone' | 'failing' | undefined> {
  authorise(actor, 'webhook.deliver')
  const arrived = attempts.some(({ outcome }) => outcome === 'delivered')
  const wish = wishOf(attempts)
  const gone = attempts.some(({ outcome }) => outcome === 'gone')
  return control.database.transaction(async (tx) => {
    for (const { delivery, outcome, status } of attempts) {
      const delay = outcome === 'gone' ? undefined : delayAfter(delivery.attempts + 1, random())
      const againSeconds = delay && Math.max(delay, wish)
      await noteAttempt(tx, { id: delivery.id, outcome, status, againSeconds }, lateHours)
    }
    if (arrived && !gone) {
      await closeBreaker(tx, webhookId)
      return undefined
    }
    const failing = await countFailures(tx, webhookId, attempts.length)
    if (!failing) return undefined
    const why = gone ? 'gone' : isHopeless(failing) ? 'failing' : undefined
    if (why) await stop(tx, control, webhookId, failing, why)
    else await pauseWebhook(tx, webhookId, Math.max(pauseAfter(failing.failures, random()), wish))
    return why
  })
}

/** What the receiver asked for, up to an hour: it may mean well and be wrong. */
const wishOf = (attempts: readonly DeliveryAttempt[]): number =>
  Math.min(Math.max(0, ...attempts.map(({ retryAfter = 0 }) => retryAfter)), longestWish)

const isHopeless = ({ hours, failures }: Failing): boolean =>
  hours >= failingHours && failures >= failingTimes

async function stop(
  tx: Queryable,
  { vault }: ControlPlane,
  webhookId: string,
  { clinicId, url }: Failing,
  why: 'gone' | 'failing',
): Promise<void> {
  await stopWebhook(tx, webhookId, why)
  // what follows the host may be a secret of the receiver's
  await tellAdmins(tx, vault, clinicId, { host: new URL(url).host, why })
}
