import type { Clinic, NoticeTruth, VisitTruth } from '@polyclinic/clinic'
import {
  findRecipient,
  judgeNotice,
  type NoticeKind,
  noticesPutOff,
  type NoticeRow,
  putTogether,
  readTold,
} from '@polyclinic/control'
import type { TaskContext } from '../queue/task.ts'
import { ableTo } from './able-to.ts'
import { deliver } from './deliver.ts'
import { drop } from './drop.ts'
import { factsOfVisits } from './facts-of-visits.ts'
import { waysTo } from './ways-to.ts'

/** Wait for the end of the quiet hours; a patient may do without them. */
const optional: ReadonlySet<NoticeKind> = new Set(['reminder'])
/** Become one message where they are of one day */
const together: ReadonlySet<NoticeKind> = new Set(['booked', 'reminder'])

/**
 * Tells a patient of their visits, if what the notice says is still so. Those of one day go out together.
 * @param truth of all these notices' visits
 */
export async function tellPatient(
  context: TaskContext,
  clinic: Clinic,
  truth: NoticeTruth,
  notice: NoticeRow,
  companions: readonly NoticeRow[],
): Promise<void> {
  const { control } = context
  const told = await readTold(control, clinic.id, visitIdsOf([notice, ...companions]))
  const judge = (of: NoticeRow) =>
    judgeNotice(of, visitOf(truth, of), told.get(of.appointmentId ?? '') ?? [], truth.now)
  const reason = judge(notice)
  if (reason) return drop(context, [notice], reason)
  if (optional.has(notice.kind) && truth.quietUntil)
    return noticesPutOff(control, [notice.id], truth.quietUntil)

  // the clinic's truth: whoever was merged may have another name here
  const patientId = visitOf(truth, notice)?.patientId ?? notice.patientId ?? ''
  const recipient = await findRecipient(control, patientId)
  if (!recipient) return drop(context, [notice], 'gone')
  if (optional.has(notice.kind) && !recipient.reminders) return drop(context, [notice], 'unsubscribed')
  const ways = waysTo(recipient, truth.channels, ableTo(context), notice.channel)
  if (!ways.channel) return drop(context, [notice], ways.reason)
  // only a mail takes the old entry out of a calendar
  const onlyEntry = notice.kind === 'cancelled' && visitOf(truth, notice)?.bookedAgain
  if (onlyEntry && ways.channel !== 'email') return drop(context, [notice], 'undone')

  const notices = [notice, ...companions.filter((each) => goesWith(truth, notice, each) && !judge(each))]
  const visits = visitsOf(truth, notices)
  const told0 = told.get(notice.appointmentId ?? '') ?? []
  const facts = await factsOfVisits(context, clinic, { notice, visits, told: told0, recipient })
  if (!facts) return drop(context, notices, 'gone')
  const messageId = await putTogether(control, notices, ways.channel)
  const to = recipient.addresses[ways.channel] ?? ''
  const { patientId: toldId } = recipient
  await deliver(context, { ...ways, ...facts, clinic, notices, visits, messageId, to, patientId: toldId })
}

export const visitIdsOf = (notices: readonly NoticeRow[]): string[] =>
  notices.flatMap(({ appointmentId }) => appointmentId ?? [])

const visitOf = (truth: NoticeTruth, { appointmentId }: NoticeRow): VisitTruth | undefined =>
  truth.visits.get(appointmentId ?? '')

function goesWith(truth: NoticeTruth, notice: NoticeRow, other: NoticeRow): boolean {
  if (notice.messageId) return true // it went with it before
  const [one, another] = [visitOf(truth, notice), visitOf(truth, other)]
  return together.has(notice.kind) && one?.localDate === another?.localDate && one?.status === another?.status
}

/** Earliest first, each once: two reminders of one visit may go out together. */
const visitsOf = (truth: NoticeTruth, notices: readonly NoticeRow[]): VisitTruth[] =>
  [...new Set(notices.flatMap((notice) => visitOf(truth, notice) ?? []))].toSorted(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime(),
  )
