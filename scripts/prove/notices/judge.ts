import type { Kill } from './kill-workers.ts'
import type { Delivery } from './open-sink.ts'

/** What the control plane says of one booking's notice in the end. */
export interface NoticeOfBooking {
  readonly appointmentId: string
  /** Absent where there is no notice at all */
  readonly state?: string | undefined
  /** The `Message-ID`'s own part; several notices may share it */
  readonly messageId?: string | undefined
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
  readonly duplicates: number
  /** One sentence each */
  readonly faults: readonly string[]
}

/**
 * Every booking's notice was sent; and whatever came more than once did so because the one who had brought it before was
 * killed before it could write that down.
 */
export function judge(
  notices: readonly NoticeOfBooking[],
  deliveries: readonly Delivery[],
  kills: readonly Kill[],
): Judgement {
  const whole = deliveries.filter(({ ended, messageId }) => ended !== undefined && messageId !== undefined)
  const byMessage = Map.groupBy(whole, ({ messageId }) => messageId ?? '')
  const finished = new Map(notices.map(({ messageId, finishedAt }) => [messageId, finishedAt]))
  const cut = new Set<Delivery>()
  const inSends = kills.filter((kill) => {
    const own = deliveries.filter(
      (each) =>
        each.worker === kill.worker &&
        each.life === kill.life &&
        each.began <= kill.at &&
        (finished.get(each.messageId) ?? Number.POSITIVE_INFINITY) > kill.at,
    )
    for (const each of own) cut.add(each)
    return own.length > 0
  })
  const faults = notices.flatMap(({ appointmentId, state, messageId }) => {
    if (state !== 'sent') return [`The notice of ${appointmentId} is ${state ?? 'not there'}.`]
    return byMessage.has(messageId ?? '') ? [] : [`The notice of ${appointmentId} never arrived.`]
  })
  let duplicates = 0
  for (const [message, all] of byMessage) {
    const former = all.toSorted((a, b) => (a.ended ?? 0) - (b.ended ?? 0)).slice(0, -1)
    duplicates += former.length
    if (former.some((each) => !cut.has(each))) {
      faults.push(`Message ${message} came again though nobody was killed in it.`)
    }
  }
  return {
    bookings: notices.length,
    delivered: whole.length,
    killsInSends: inSends.length,
    cutSends: cut.size,
    duplicates,
    faults,
  }
}
