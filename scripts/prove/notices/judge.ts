import type { Kill } from './kill-workers.ts'
import type { Delivery } from './open-sink.ts'

/** What the control plane says of one booking's notice in the end. */
export interface NoticeOfBooking {
  readonly appointmentId: string
  /** Absent where there is no notice at all */
  readonly state?: string | undefined
  /** When it was written down as sent; milliseconds since 1970 */
  readonly finishedAt?: number | undefined
}

export interface Judgement {
  readonly bookings: number
  /** Whole messages that came */
  readonly delivered: number
  /** Kills of a worker that was handing over a message, or had and had not written that down yet */
  readonly killsInSends: number
  /** How many messages those were: a worker hands over several at a time */
  readonly cutSends: number
  /** Messages that told what an earlier one had told */
  readonly duplicates: number
  /** One sentence each */
  readonly faults: readonly string[]
}

/**
 * Every booking was told of; and whatever was told more than once was so because the one who had brought it before was
 * killed before it could write that down.
 */
export function judge(
  notices: readonly NoticeOfBooking[],
  deliveries: readonly Delivery[],
  kills: readonly Kill[],
): Judgement {
  const whole = deliveries.filter(({ ended }) => ended !== undefined)
  const arrivals = arrivalsOf(whole)
  const writtenDown = writtenDownBy(notices)
  const cutBy = (kill: Kill) =>
    deliveries.filter(
      (each) =>
        each.worker === kill.worker &&
        each.life === kill.life &&
        each.began <= kill.at &&
        writtenDown(each) > kill.at,
    )
  const cuts = kills.map(cutBy)
  const cut = new Set(cuts.flat())
  const again = new Set<Delivery>()
  const faults: string[] = []
  for (const { appointmentId, state } of notices) {
    const of = arrivals.get(appointmentId) ?? []
    if (state !== 'sent') faults.push(`The notice of ${appointmentId} is ${state ?? 'not there'}.`)
    if (of.length === 0) faults.push(`The notice of ${appointmentId} never arrived.`)
    const former = of.slice(0, -1)
    for (const each of former) again.add(each)
    if (former.some((each) => !cut.has(each))) {
      faults.push(`The notice of ${appointmentId} came again though nobody was killed in it.`)
    }
    if (new Set(of.map(({ messageId }) => messageId)).size > 1) {
      faults.push(
        `The notice of ${appointmentId} came in several messages: a mailbox cannot know them as one.`,
      )
    }
  }
  return {
    bookings: notices.length,
    delivered: whole.length,
    killsInSends: cuts.filter(({ length }) => length > 0).length,
    cutSends: cut.size,
    duplicates: again.size,
    faults,
  }
}

/** The messages that told of an appointment, in the order in which they came. */
function arrivalsOf(whole: readonly Delivery[]): Map<string, Delivery[]> {
  const arrivals = new Map<string, Delivery[]>()
  for (const delivery of whole.toSorted((a, b) => (a.ended ?? 0) - (b.ended ?? 0))) {
    for (const visit of delivery.visits) {
      const of = arrivals.get(visit)
      if (of) of.push(delivery)
      else arrivals.set(visit, [delivery])
    }
  }
  return arrivals
}

/** When the last thing that a message told was noted as sent, by whomever; a cut one tells nothing that is known. */
function writtenDownBy(notices: readonly NoticeOfBooking[]): (delivery: Delivery) => number {
  const finished = new Map(notices.map(({ appointmentId, finishedAt }) => [appointmentId, finishedAt]))
  const noted = (visit: string) => finished.get(visit) ?? Number.POSITIVE_INFINITY
  return ({ visits }) => (visits.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...visits.map(noted)))
}
