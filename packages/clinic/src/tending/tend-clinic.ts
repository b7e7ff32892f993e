import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import { callEnding } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import { callEndingLapsed } from '../coalescing/index.ts'
import { workOffRequests } from '../requests/index.ts'
import { callAdvancing, countUnserved } from '../waitlist/index.ts'
import { callSweeping, findUnkept, tellHorizon } from './tend-queries.ts'

export interface Tended {
  /** Noted bookings that ended, booked or refused */
  readonly requests: number
  /** Holds whose time was over */
  readonly lapsed: number
  /** Times offered to who waits */
  readonly offers: number
  readonly noShows: number
  /** Cancelled, because nobody confirmed or moved them in time */
  readonly unkept: number
  /** In how many seconds to look again; undefined when nobody waits for anything */
  readonly againInSeconds: number | undefined
}

const atOnce = 100
const longestPauseSeconds = 60

/**
 * Looks after a clinic: works off noted bookings, ends holds whose time is over, offers free times to who waits, and
 * closes days that have passed. Twice does no harm; what is left for the next time is found then.
 * @param signal begin nothing more once it is given
 */
export async function tendClinic(clinic: Clinic, actor: Actor, signal?: AbortSignal): Promise<Tended> {
  authorise(actor, 'appointment.tend', clinic)
  const { database } = clinic
  const acting = actorReference(actor)
  // one that cannot be worked off keeps nobody from the rest
  const [worked] = await Promise.allSettled([workOffRequests(clinic, actor, signal)])
  const { count: lapsed, nextEndsAt } = await endAllLapsed(clinic, signal)
  const noShows = await all(() => callSweeping(database, acting, atOnce), signal)
  const unkept = await all(() => endUnkept(clinic, acting), signal)
  await tellHorizon(database)
  const offers = await callAdvancing(database, signal)
  const unserved = await countUnserved(database)
  const untilNextEnd = nextEndsAt ? (nextEndsAt.getTime() - Date.now()) / 1000 : undefined
  // without a waitlist a lapsed hold is in nobody's way: whoever wants its time clears it
  const againInSeconds =
    unserved === 0
      ? undefined
      : Math.min(longestPauseSeconds, Math.max(1, untilNextEnd ?? longestPauseSeconds))
  if (worked.status === 'rejected') throw worked.reason
  return { requests: worked.value, lapsed, offers, noShows, unkept, againInSeconds }
}

async function endAllLapsed(
  { database }: Clinic,
  signal?: AbortSignal,
): Promise<{ count: number; nextEndsAt: Date | null }> {
  for (let count = 0; ; ) {
    const { ended, nextEndsAt } = await callEndingLapsed(database)
    count += ended
    if (ended < atOnce || signal?.aborted) return { count, nextEndsAt }
  }
}

/** Repeats work that does so many at a time until there is less. */
async function all(work: () => Promise<number>, signal?: AbortSignal): Promise<number> {
  for (let count = 0; ; ) {
    const done = await work()
    count += done
    if (done < atOnce || signal?.aborted) return count
  }
}

async function endUnkept({ database }: Clinic, acting: string): Promise<number> {
  const found = await findUnkept(database, atOnce)
  for (const { id, version, why } of found) {
    // changed meanwhile: somebody has seen to it
    await callEnding(database, { id, seenVersion: version, mayBeLate: true, acting, actingAs: 'system', why })
  }
  return found.length
}
