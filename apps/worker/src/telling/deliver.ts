import { type Clinic, findNoticeTemplate, type VisitTruth } from '@polyclinic/clinic'
import { type NoticeTemplateKind, noticeTemplateKinds } from '@polyclinic/contract'
import {
  type NoticeChannel,
  noticeBroken,
  type NoticeRow,
  noticesFailed,
  noticesRefused,
  noticesSent,
  unsubscribeLink,
} from '@polyclinic/control'
import {
  languageOf,
  MailNotSent,
  messageIdOf,
  type NoticeTemplate,
  sendNotice,
  unsubscribeHeaders,
  writeNotice,
} from '@polyclinic/mail'
import { sendSms, SmsNotSent } from '@polyclinic/sms'
import type { TaskContext } from '../queue/task.ts'
import type { Facts } from './facts-of-visits.ts'

/** One message on its way. */
export interface Telling extends Facts {
  readonly clinic: Clinic
  /** What it is the message of; one is always there */
  readonly notices: readonly NoticeRow[]
  readonly visits: readonly VisitTruth[]
  readonly channel: NoticeChannel
  /** The way it goes where this one is refused for good */
  readonly next?: NoticeChannel | undefined
  readonly to: string
  /** Whose reminders end by the message's link; absent for whoever is no patient */
  readonly patientId?: string | undefined
  readonly messageId: string
}

/** Writes a message, hands it over, and notes what came of it. */
export async function deliver(context: TaskContext, telling: Telling): Promise<void> {
  const { control, metrics, log } = context
  const { notices, kind, channel } = telling
  const ids = notices.map(({ id }) => id)
  const facts = { notices: ids, kind, channel }
  try {
    const providerId = await handOver(context, telling)
    await noticesSent(control, toldBy(telling), providerId)
  } catch (error) {
    if (!(error instanceof MailNotSent || error instanceof SmsNotSent)) {
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
  metrics.noticeEnded('sent', ids.length)
  log.info(facts, 'somebody was told')
}

/** @returns what a gateway calls it */
async function handOver(context: TaskContext, telling: Telling): Promise<string | undefined> {
  const { mailer, sms } = context
  const { kind, locale, facts, channel, to, messageId } = telling
  const template = await ownWordsFor(telling)
  const end = endOfReminders(context, telling)
  const written = writeNotice({ kind, locale, facts, template, unsubscribeLink: end?.page })
  if (channel === 'sms' && sms)
    return (await sendSms(sms, { to, body: written.sms, id: messageId })).providerId
  if (channel === 'sms' || !mailer) throw new Error(`This worker cannot send by ${channel}.`)
  const headers = end && unsubscribeHeaders(end.post)
  await sendNotice(mailer, { to, messageId: messageIdOf(messageId, mailer.from.address), written, headers })
  return undefined
}

/** The clinic's, for the kinds that it may word. They cannot say that the same time is booked again. */
const ownWordsFor = async (telling: Telling): Promise<NoticeTemplate | undefined> => {
  const { clinic, kind, locale, facts } = telling
  if (!isWorded(kind) || 'bookedAgain' in facts) return undefined
  return findNoticeTemplate(clinic, kind, languageOf(locale))
}

const isWorded = (kind: string): kind is NoticeTemplateKind =>
  (noticeTemplateKinds as readonly string[]).includes(kind)

/** Nobody may do without the other kinds. */
const endOfReminders = ({ control, publicUrl }: TaskContext, { kind, patientId }: Telling) =>
  kind === 'reminder' && patientId ? unsubscribeLink(control.vault, publicUrl, patientId) : undefined

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
