import type { Call, Verb } from './history.ts'
import type { Event, State } from './state.ts'

/** An event of an appointment, with the call that made it happen. */
export interface Deed {
  readonly event: Event
  /** `clock`: a hold whose time was over. `nobody`: no call explains it. */
  readonly cause: Call | 'clock' | 'nobody'
  /** When it can have happened at the earliest, and when at the latest. */
  readonly since: number
  readonly until: number
}

/** What an event is called that a verb makes, for verbs that go by an appointment's version or a hold's name. */
const eventOf: Partial<Record<Verb, string>> = {
  cancel: 'cancelled',
  reschedule: 'rescheduled',
  arrive: 'arrived',
  fulfil: 'fulfilled',
  noShow: 'noshow',
  renew: 'hold-renewed',
  release: 'hold-ended',
}

/** The database's clock is the machine's, and a hold's end is seen by who has begun a moment before. */
export const slackMilliseconds = 250

const place = (id: string, version: number) => `${id} ${version}`

/** Finds for every event the call behind it; each appointment's events in the order of its versions. */
export function explainEvents(calls: readonly Call[], state: State): Map<string, Deed[]> {
  const known = knownCauses(calls, state)
  const unversioned = unversionedCalls(calls)
  const byAppointment = Map.groupBy(state.events, ({ appointmentId }) => appointmentId)
  return new Map(
    [...byAppointment].map(([id, events]) => {
      const inOrder = events.toSorted((a, b) => a.version - b.version)
      return [id, inOrder.map((event, nth) => deedOf(event, inOrder[nth - 1], known, unversioned))]
    }),
  )
}

interface Cause {
  readonly call: Call
  readonly since: number
  readonly until: number
}

function deedOf(
  event: Event,
  before: Event | undefined,
  known: ReadonlyMap<string, Cause>,
  unversioned: ReadonlyMap<string, readonly Call[]>,
): Deed {
  if (event.type === 'hold-ended' && event.why === 'lapsed') {
    const end = before?.holdExpiresAt ?? Number.NaN
    return { event, cause: 'clock', since: end - slackMilliseconds, until: end + slackMilliseconds }
  }
  const cause =
    known.get(place(event.appointmentId, event.version)) ??
    causeAmong(unversioned.get(event.appointmentId) ?? [], event)
  if (!cause) return { event, cause: 'nobody', since: -Infinity, until: Infinity }
  return { event, cause: cause.call, since: cause.since, until: cause.until }
}

/** Of calls that were told the version they made, or whose key the database knows. */
function knownCauses(calls: readonly Call[], state: State): Map<string, Cause> {
  const causes = new Map<string, Cause>()
  const stored = new Map(state.keys.map((each) => [each.key, each]))
  const keyed = Map.groupBy(
    calls.filter(({ key }) => key !== undefined),
    ({ key }) => key ?? '',
  )
  for (const [key, attempts] of keyed) {
    const since = Math.min(...attempts.map(({ sentAt }) => sentAt))
    const answered = attempts.filter(({ outcome }) => outcome === 'ok')
    const reply = answered[0]?.given ?? stored.get(key)
    const call = answered[0] ?? attempts.find(({ outcome }) => outcome === 'unknown')
    const until = Math.min(Infinity, ...answered.map(({ doneAt }) => doneAt))
    if (reply && call) causes.set(place(reply.id, reply.version), { call, since, until })
  }
  for (const call of calls) {
    if (call.key !== undefined || !call.given) continue
    const { sentAt: since, doneAt: until } = call
    causes.set(place(call.given.id, call.given.version), { call, since, until })
  }
  return causes
}

/** Calls without a key that may have happened and were told no version, by appointment or hold. */
function unversionedCalls(calls: readonly Call[]): Map<string, Call[]> {
  const open = calls.filter(({ key, outcome, given }) => !key && outcome !== 'refused' && !given)
  return Map.groupBy(open, ({ asked }) => asked.appointmentId ?? asked.holdId ?? '')
}

function causeAmong(calls: readonly Call[], event: Event): Cause | undefined {
  const fitting = calls.filter(
    ({ verb, asked }) =>
      eventOf[verb] === event.type &&
      (asked.version === undefined || asked.version + 1 === event.version) &&
      (verb !== 'reschedule' || event.slotIds.includes(asked.slotId ?? '')),
  )
  const call = fitting.find(({ outcome }) => outcome === 'ok') ?? fitting[0]
  if (!call) return undefined
  const since = Math.min(...fitting.map(({ sentAt }) => sentAt))
  return { call, since, until: call.outcome === 'ok' ? call.doneAt : Infinity }
}
