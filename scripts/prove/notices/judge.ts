import type { Kill } from './kill-workers.ts'
import type { Delivery } from './open-sink.ts'

/** What the control plane says of one booking's notice in the end. */
export interface NoticeOfBooking {
  readonly appointmentId: string
  /** Absent where there is no notice at all */
  readonly state?: string | undefined
  readonly messageId?: string | undefined
}

export interface Judgement {
  readonly bookings: number
  /** Whole messages that came */
  readonly delivered: number
  /** Kills of a worker that had begun to hand over a message and had not begun the next on its way */
  readonly killsInSends: number
  readonly duplicates: number
  /** One sentence each */
  readonly faults: readonly string[]
}

/**
 * Every booking's notice was sent; whatever came more than once did so because the one who had brought it before was
 * killed before it could write that down, and there are no more of those than kills that fell into a send.
 * @param sends how many messages one worker hands over at the same time at most
 */
export function judge(
  notices: readonly NoticeOfBooking[],
  deliveries: readonly Delivery[],
  kills: readonly Kill[],
  sends: number,
): Judgement {
  const whole = deliveries.filter(({ ended, messageId }) => ended !== undefined && messageId !== undefined)
  const byMessage = Map.groupBy(whole, ({ messageId }) => uuidIn(messageId ?? ''))
  const faults: string[] = []
  for (const { appointmentId, state, messageId } of notices) {
    if (state !== 'sent') faults.push(`The notice of ${appointmentId} is ${state ?? 'not there'}.`)
    else if (!byMessage.has(messageId ?? '')) faults.push(`The notice of ${appointmentId} never arrived.`)
  }
  const killOf = new Map(kills.map((kill) => [lifeOf(kill), kill]))
  let duplicates = 0
  const causes = new Map<string, number>()
  for (const [message, all] of byMessage) {
    const inOrder = all.toSorted((a, b) => (a.ended ?? 0) - (b.ended ?? 0))
    for (const [nth, before] of inOrder.slice(0, -1).entries()) {
      duplicates += 1
      const kill = killOf.get(lifeOf(before))
      // the next one can only begin after the former's worker was dead
      if (kill && kill.at >= before.began && (inOrder[nth + 1]?.began ?? 0) >= kill.at) {
        causes.set(lifeOf(kill), (causes.get(lifeOf(kill)) ?? 0) + 1)
      } else faults.push(`Message ${message} came again though nobody was killed in it.`)
    }
  }
  for (const [life, count] of causes) {
    if (count > sends) faults.push(`The kill of worker ${life} made ${count} duplicates.`)
  }
  const killsInSends = kills.filter((kill) => fellIntoSend(kill, deliveries)).length
  const bound = killsInSends * sends
  if (duplicates > bound) faults.push(`${duplicates} duplicates are more than ${bound}.`)
  return { bookings: notices.length, delivered: whole.length, killsInSends, duplicates, faults }
}

/** A life that has begun to hand over, and within the time that writing it down takes at most, was killed. */
const fellIntoSend = (kill: Kill, deliveries: readonly Delivery[]): boolean =>
  deliveries.some(
    (each) =>
      lifeOf(each) === lifeOf(kill) &&
      each.began <= kill.at &&
      (each.ended === undefined || kill.at - each.ended < writingMilliseconds),
  )
const writingMilliseconds = 500

const lifeOf = ({ worker, life }: { worker: number; life: number }): string => `${worker}-${life}`

const uuidIn = (text: string): string => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? text
