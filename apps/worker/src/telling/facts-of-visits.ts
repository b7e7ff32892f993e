import type { Clinic, VisitTruth } from '@polyclinic/clinic'
import {
  findNoticedClinic,
  manageLink,
  type NoticedClinic,
  type NoticedVisit,
  type NoticeFacts,
  type NoticeKind,
  type NoticeRow,
  openWords,
  type Recipient,
  type ToldRow,
} from '@polyclinic/control'
import type { TaskContext } from '../queue/task.ts'

/** What a message tells, ready to be written. */
export interface Facts {
  readonly kind: NoticeKind
  readonly locale: string
  readonly facts: NoticeFacts[NoticeKind]
}

/** @returns undefined where the clinic is gone, or what it tells of */
export async function factsOfVisits(
  { control, publicUrl }: TaskContext,
  clinic: Clinic,
  of: {
    readonly notice: NoticeRow
    readonly visits: readonly VisitTruth[]
    readonly told: readonly ToldRow[]
    readonly recipient: Recipient
  },
): Promise<Facts | undefined> {
  const { notice, recipient } = of
  const noticed = await findNoticedClinic(control, clinic.id)
  if (!noticed) return undefined
  const { kind } = notice
  const locale = recipient.locale ?? noticed.locale
  const linkTo = (visit: VisitTruth) =>
    manageLink(control.vault, publicUrl, {
      clinicId: clinic.id,
      clinicSlug: noticed.clinic.slug,
      appointmentId: visit.id,
      // as the clinic has it: whoever opens the link is held against that
      patientId: visit.patientId,
      endsAt: visit.endsAt.toISOString(),
    })
  const visits = of.visits.map((visit) => ({
    ...noticedVisit(clinic.id, noticed.clinic, visit, recipient),
    manageLink: linkTo(visit),
  }))
  if (kind === 'by-hand') {
    const words = await openWords(control, notice)
    const [visit] = visits
    return words && { kind, locale, facts: { clinic: noticed.clinic, ...words, ...(visit && { visit }) } }
  }
  const facts = factsOfKind(kind, visits, of.visits, of.told)
  return facts && { kind, locale, facts }
}

function factsOfKind(
  kind: NoticeKind,
  visits: readonly NoticedVisit[],
  [truth]: readonly VisitTruth[],
  told: readonly ToldRow[],
): NoticeFacts[NoticeKind] | undefined {
  const [visit] = visits
  if (!visit || !truth) return undefined
  switch (kind) {
    case 'booked':
      return { visits, pending: truth.status === 'pending' }
    case 'reminder':
      return { visits }
    case 'changed':
      return { visit, ...before(truth, told) }
    case 'cancelled':
      return {
        visit,
        by: truth.cancelledBy === 'patient' ? 'patient' : 'clinic',
        ...(truth.bookedAgain && { bookedAgain: true }),
      }
    case 'offered':
      return { visit, until: (truth.holdExpiresAt ?? truth.startsAt).toISOString() }
    case 'displaced':
      return { visit }
    default:
      return undefined
  }
}

/** The time that they were told before, where it is another one now. */
function before({ startsAt }: VisitTruth, told: readonly ToldRow[]): { before?: { startsAt: string } } {
  const last = told.findLast(({ state, toldStartsAt }) => state === 'sent' && toldStartsAt)?.toldStartsAt
  return last && last.getTime() !== startsAt.getTime() ? { before: { startsAt: last.toISOString() } } : {}
}

const noticedVisit = (
  clinicId: string,
  clinic: NoticedClinic,
  visit: VisitTruth,
  { forName }: Recipient,
): NoticedVisit => ({
  clinicId,
  appointmentId: visit.id,
  version: visit.version,
  reference: visit.reference,
  startsAt: visit.startsAt.toISOString(),
  endsAt: visit.endsAt.toISOString(),
  clinic,
  doctorName: visit.doctorName,
  visitTypeName: visit.visitTypeName,
  ...(forName && { forName }),
})
