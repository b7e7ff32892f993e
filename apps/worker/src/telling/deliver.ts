import type { VisitTruth } from '@polyclinic/clinic'
import {
  type NoticeChannel,
  noticeBroken,
  type NoticeRow,
  noticesFailed,
  noticesRefused,
  noticesSent,
} from '@polyclinic/control'
import { MailNotSent, messageIdOf, sendNotice, writeNotice } from '@polyclinic/mail'
import type { TaskContext } from '../queue/task.ts'
import type { Facts } from './facts-of-visits.ts'

/** One message on its way. */
export interface Telling extends Facts {
  /** What it is the message of; one is always there */
  readonly notices: readonly NoticeRow[]
  readonly visits: readonly VisitTruth[]
  readonly channel: NoticeChannel
  /** The way it goes where this one is refused for good */
  readonly next?: NoticeChannel | undefined
  readonly to: string
  readonly messageId: string
}

/** Writes a message, hands it over, and notes what came of it. */
export async function deliver(context: TaskContext, telling: Telling): Promise<void> {
  const { control, metrics, log } = context
  const { notices, kind, channel } = telling
  const ids = notices.map(({ id }) => id)
  const facts = { notices: ids, kind, channel }
  try {
    await handOver(context, telling)
  } catch (error) {
    if (!(error instanceof MailNotSent)) {
      await noticeBroken(control, ids[0] ?? '', codeOf(error))
      throw error
    }
    const { reason, lasts } = error.facts
    if (lasts === 'for-good') {
      await noticesRefused(control, ids, reason, telling.next)
      metrics.noticeEnded('refused', ids.length)
      log.warn({ ...facts, reason }, 'a notice was refused')
      return
    }
    await noticesFailed(control, ids, notices[0] ?? { attempts: 0 }, reason)
    metrics.noticeEnded('failed', ids.length)
    log.warn({ ...facts, reason }, 'a notice was not taken this time')
    return
  }
  await noticesSent(control, toldBy(telling))
  metrics.noticeEnded('sent', ids.length)
  log.info(facts, 'somebody was told')
}

async function handOver({ mailer }: TaskContext, telling: Telling): Promise<void> {
  if (!mailer) throw new Error('This worker has no mail server and must not take notices.')
  const { kind, locale, facts, to, messageId } = telling
  const written = writeNotice({ kind, locale, facts })
  await sendNotice(mailer, { to, messageId: messageIdOf(messageId, mailer.from.address), written })
}

/** What whoever got it knows from now on. */
const toldBy = ({ notices, visits }: Telling) =>
  notices.map(({ id, appointmentId }) => {
    const visit = visits.find((each) => each.id === appointmentId)
    return {
      id,
      ...(visit && {
        version: visit.version,
        startsAt: visit.startsAt.toISOString(),
        doctorId: visit.doctorId,
        status: visit.status,
      }),
    }
  })

/** Of an error of ours; its words may repeat what somebody typed. */
const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}
