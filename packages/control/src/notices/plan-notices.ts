import type { AppointmentMoved } from '@polyclinic/contract'
import { enqueueJobs } from '../queue/index.ts'
import type { Effect, EventOfClinic } from '../relay/effect.ts'
import type { NoticeKind } from './notice.ts'
import { insertNotices, type NewNotice } from './notice-queries.ts'
import { sendingJob } from './sending-job.ts'

/** Which kind of notice follows from which event; from others follows none. */
const kinds: Readonly<Record<string, NoticeKind>> = {
  booked: 'booked',
  rescheduled: 'changed',
  confirmed: 'changed',
  restored: 'changed',
  cancelled: 'cancelled',
  displaced: 'displaced',
}

/**
 * Plans what has to be told of events, once each, after the clinic's grace. Whether it is still true then is asked when
 * it leaves. Reminders are not planned here: the clinic's offsets and its wall clock decide them.
 */
export const planNotices: Effect = async (tx, events) => {
  const notices = events.flatMap(noticesOf)
  if (notices.length === 0) return
  const made = await insertNotices(tx, notices, true)
  await enqueueJobs(
    tx,
    made.map(({ clinicId, id, afterSeconds }) => sendingJob(clinicId, id, afterSeconds)),
  )
}

function noticesOf({ clinicId, event }: EventOfClinic): NewNotice[] {
  if (event.kind !== 'appointment') return []
  const kind = isOffer(event) ? 'offered' : kinds[event.type]
  if (!kind) return []
  const { appointmentId, version, state } = event
  return [
    {
      clinicId,
      occasion: `${kind}:${appointmentId}:${version}`,
      ...{ kind, appointmentId, version },
      patientId: state.patientId,
      startsAt: state.startsAt,
      dueAt: kind === 'offered' ? event.at : graceAfter(event),
    },
  ]
}

/** A hold that nobody asked for at that moment: a time that has become free, for who waits. */
const isOffer = ({ type, state }: AppointmentMoved): boolean => type === 'held' && state.by === 'system'

const graceAfter = ({ at, graceSeconds }: AppointmentMoved): string =>
  new Date(Date.parse(at) + graceSeconds * 1000).toISOString()
