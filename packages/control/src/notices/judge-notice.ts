import type { NoticeRow, ToldRow } from './notice-queries.ts'

/** An appointment as it is when a notice of it is to leave. */
export interface JudgedVisit {
  readonly version: number
  readonly status: string
  readonly doctorId: string
  readonly startsAt: Date
  readonly displaced: boolean
  readonly holdExpiresAt: Date | null
  readonly bookedAgain: boolean
}

/** Why a notice is not sent: what it says is not so any more, or has been said. */
export type NoLonger =
  | 'over'
  | 'undone'
  | 'moved'
  | 'not-confirmed'
  | 'told-already'
  | 'never-told'
  | 'nothing-changed'

/**
 * Whether what a notice says is true and new.
 * @param told of this appointment, the oldest first, this notice among them while it waits
 * @returns why it is not sent; undefined where it is
 */
export function judgeNotice(
  { kind, version, startsAt }: Pick<NoticeRow, 'kind' | 'version' | 'startsAt'>,
  visit: JudgedVisit | undefined,
  told: readonly ToldRow[],
  now: Date,
): NoLonger | undefined {
  if (kind === 'by-hand' || kind === 'day-list') return undefined
  if (!visit) return 'over'
  if (kind === 'offered') return isOffered(visit, now) ? undefined : 'over'
  if (kind === 'cancelled') return judgeCancelled(visit, told)
  // a booking that ended, whoever ended it, is told of as that
  if (!isOpen(visit)) return 'over'
  if (visit.startsAt <= now) return 'over'
  if (kind === 'displaced') return visit.displaced ? undefined : 'undone'
  if (visit.displaced) return 'undone'
  if (kind === 'reminder') {
    if (visit.status !== 'booked') return 'not-confirmed'
    return startsAt?.getTime() === visit.startsAt.getTime() ? undefined : 'moved'
  }
  const sent = told.filter(({ state }) => state === 'sent')
  if (sent.some(({ toldVersion }) => toldVersion !== null && toldVersion >= (version ?? 0)))
    return 'told-already'
  return kind === 'changed' ? judgeChanged(visit, told, sent) : undefined
}

const isOpen = ({ status }: JudgedVisit): boolean => status === 'booked' || status === 'pending'

const isOffered = ({ status, holdExpiresAt }: JudgedVisit, now: Date): boolean =>
  status === 'pending' && holdExpiresAt !== null && holdExpiresAt > now

function judgeCancelled(
  { status, bookedAgain }: JudgedVisit,
  told: readonly ToldRow[],
): NoLonger | undefined {
  if (status !== 'cancelled') return 'undone'
  // what was booked again has an entry of its own: the old one would stand beside it in whose calendar a mail has put it
  if (bookedAgain && !told.some(isInCalendar)) return 'undone'
  // booked and cancelled within the grace: they have heard of neither
  const booked = told.filter(({ kind }) => kind === 'booked')
  const heardOf = told.some(
    ({ kind, state }) => state === 'sent' && kind !== 'offered' && kind !== 'cancelled',
  )
  if (booked.length === 0 || heardOf) return undefined
  return booked.every(({ state }) => state === 'waiting' || state === 'dropped') ? 'never-told' : undefined
}

const isInCalendar = ({ kind, channel, state }: ToldRow): boolean =>
  state === 'sent' && channel === 'email' && (kind === 'booked' || kind === 'changed')

function judgeChanged(
  visit: JudgedVisit,
  told: readonly ToldRow[],
  sent: readonly ToldRow[],
): NoLonger | undefined {
  // the confirmation that is about to leave says how it is now
  if (told.some(({ kind, state }) => kind === 'booked' && state === 'waiting')) return 'told-already'
  const last = sent.at(-1)
  if (!last || last.kind === 'displaced') return undefined
  const same =
    last.toldStartsAt?.getTime() === visit.startsAt.getTime() && last.toldDoctorId === visit.doctorId
  return same && last.toldStatus === visit.status ? 'nothing-changed' : undefined
}
