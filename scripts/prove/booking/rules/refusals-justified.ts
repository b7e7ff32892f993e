import { slackMilliseconds } from '../explain-events.ts'
import type { Call, Verb } from '../history.ts'
import { findOccupations } from '../occupations.ts'
import { type Fault, nameOf, type Proof } from '../proof.ts'
import { timeRefusals } from './time-refusals.ts'

/** From which states a verb leads somewhere; otherwise it is refused rightly. */
const allowedFrom: Partial<Record<Verb, readonly string[]>> = {
  cancel: ['pending', 'booked'],
  reschedule: ['pending', 'booked'],
  arrive: ['booked'],
  fulfil: ['booked', 'arrived'],
  noShow: ['booked'],
}

/** Every refusal had a reason that was there at some moment of the call. */
export function refusalsJustified(proof: Proof): Fault[] {
  const times = timeRefusals(proof, findOccupations(proof))
  return proof.calls.flatMap((call) => {
    if (call.outcome !== 'refused') return []
    const wrong = times(call) ?? objectionTo(call, proof)
    if (wrong === undefined || wrong === '') return []
    return [{ rule: 'refusals' as const, sentence: `${nameOf(call)} was refused ${call.code}: ${wrong}.` }]
  })
}

/** What speaks against a refusal; empty where nothing does. */
function objectionTo(call: Call, proof: Proof): string {
  const { code, asked, facts = {}, verb } = call
  switch (code) {
    case 'slot-version-mismatch':
      return differs(facts['current']?.version, asked.slotVersion)
    case 'version-mismatch':
      return differs(facts['current']?.version, asked.version)
    case 'transition-not-allowed':
      return allowedFrom[verb]?.includes(facts['state']) ? `${verb} leads on from ${facts['state']}` : ''
    case 'hold-ended':
      return mayHaveEnded(call, proof) ? '' : 'nobody can have ended the hold by then'
    case 'not-found':
      return mayBeBooked(call, proof) ? '' : 'what it names was acknowledged before'
    case 'outside-policy':
      return objectionToRule(call, proof)
    default:
      return 'nothing in this run can be a reason for that'
  }
}

const differs = (current: unknown, asked: number | undefined): string =>
  typeof current === 'number' && asked !== undefined && current !== asked
    ? ''
    : `it asked for version ${asked} and was shown ${current}`

function mayHaveEnded({ asked, sentAt, doneAt }: Call, { deeds }: Proof): boolean {
  const all = deeds.get(asked.holdId ?? '') ?? []
  return all.some(({ event, since }, nth) => {
    if (event.type !== 'held' && event.type !== 'hold-renewed') return since <= doneAt
    const renewal = all[nth + 1]
    const renewedBefore = renewal?.event.type === 'hold-renewed' && renewal.until <= sentAt
    return !renewedBefore && (event.holdExpiresAt ?? Infinity) - slackMilliseconds <= doneAt
  })
}

/** A hold that has become a booking is no hold any more. */
const mayBeBooked = ({ asked, doneAt }: Call, { deeds }: Proof): boolean =>
  (deeds.get(asked.holdId ?? '') ?? []).some(({ event, since }) => event.type === 'booked' && since <= doneAt)

function objectionToRule({ verb, asked, facts = {}, sentAt, doneAt }: Call, { deeds }: Proof): string {
  const rule = String(facts['rule'])
  if (rule === 'hold-renewals') {
    const renewals = (deeds.get(asked.holdId ?? '') ?? []).filter(
      ({ event }) => event.type === 'hold-renewed',
    )
    return renewals.some(({ since }) => since <= doneAt) ? '' : 'it had not been renewed'
  }
  const times = (deeds.get(asked.appointmentId ?? '') ?? []).map(({ event }) => event.startsAt)
  if (rule === 'too-early' && attending.has(verb)) {
    return times.some((startsAt) => startsAt > sentAt) ? '' : 'its time had come'
  }
  if (rule === 'cancel-until' || rule === 'reschedule-until') {
    return times.some((startsAt) => startsAt < doneAt) ? '' : 'its time had not come'
  }
  return `the rule ${rule} is not one that this run can meet`
}

const attending: ReadonlySet<Verb> = new Set(['arrive', 'fulfil', 'noShow'])
