import type { ControlPlane } from '../control-plane.ts'
import { answeredWithin } from '../routing/index.ts'
import type { Following } from './follow-topics.ts'
import { type LiveEvent, liveEventOf } from './live-event.ts'
import { findLiveEvents, readClock } from './live-queries.ts'

/** So long what has happened is kept for those who come again, in minutes. */
export const liveMinutes = 15
/** What was noted a little earlier may have been committed later, so it is told again; in milliseconds. */
const overlap = 10_000
/** A control plane that says nothing is not waited for longer; nothing would be told of anyhow. In milliseconds. */
const patience = 5_000
/** Whoever missed more than this asks for everything again. */
const most = 500

export interface Recalled {
  /** The oldest first; undefined where too much was missed to be told */
  readonly events: readonly LiveEvent[] | undefined
  /** Milliseconds since 1970: where to go on from */
  readonly now: number
}

/**
 * What has happened that somebody follows, since they were told last, or just now: a page asks first and follows then.
 * @param following what `followTopics` let them follow
 * @param since milliseconds since 1970; undefined for whoever comes for the first time
 * @throws DatabaseUnavailable
 */
export const recallLive = (
  control: ControlPlane,
  following: Following,
  since: number | undefined,
): Promise<Recalled> => answeredWithin(patience, recall(control, following, since))

async function recall(
  { database }: ControlPlane,
  { slots, schedule, operations }: Following,
  since: number | undefined,
): Promise<Recalled> {
  const now = await readClock(database)
  if (since !== undefined && !(since > now - liveMinutes * 60_000)) return { events: undefined, now }
  const asked = { clinicIds: [...slots, ...schedule], operations }
  const rows = await findLiveEvents(database, asked, Math.min(since ?? now, now) - overlap, most + 1)
  return { events: rows.length > most ? undefined : rows.map(liveEventOf), now }
}
