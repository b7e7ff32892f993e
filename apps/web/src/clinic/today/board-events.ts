import type { AppointmentStatus, Calendar } from '@polyclinic/contract'
import type { ScheduleEventData } from '@mantine/schedule'
import { statusLooks } from '../../elements/index.ts'
import { wallClockIn } from '../../time/index.ts'
import type { SeenVisit } from '../visit/index.ts'

export type CalendarVisit = Calendar['doctors'][number]['appointments'][number]
export type CalendarSlot = Calendar['doctors'][number]['slots'][number]

export interface VisitPayload {
  readonly visit: CalendarVisit
  readonly doctorName: string
}

/** What has no place on the day any more leaves its time to others. */
const gone: readonly AppointmentStatus[] = ['cancelled', 'entered-in-error']

export const standsInDay = ({ status }: CalendarVisit): boolean => !gone.includes(status)

/** Visits and free time as the schedule wants them: by the clock on the clinic's wall, whatever the browser's zone. */
export function boardEvents(calendar: Calendar, words: { readonly free: string; readonly unnamed: string }) {
  const events: ScheduleEventData[] = []
  for (const { id: resourceId, name, slots, appointments } of calendar.doctors) {
    for (const visit of appointments.filter(standsInDay)) {
      const payload: VisitPayload = { visit, doctorName: name }
      events.push({
        id: visit.id,
        title: `${visit.localTime} ${visit.patientName ?? words.unnamed}`,
        start: `${visit.localDate} ${visit.localTime}:00`,
        end: endOf(visit, calendar.timeZone),
        color: statusLooks[visit.displaced ? 'displaced' : visit.status].color,
        resourceId,
        payload,
      })
    }
    for (const stretch of freeStretches(slots)) {
      const first = stretch[0] as CalendarSlot
      events.push({
        id: `free ${first.id}`,
        title: words.free,
        start: `${first.localDate} ${first.localTime}:00`,
        end: endOf(stretch.at(-1) as CalendarSlot, calendar.timeZone),
        color: 'clinic',
        display: 'background',
        resourceId,
      })
    }
  }
  return events
}

/** A visit past midnight ends with its day on the board. */
function endOf({ localDate, endsAt }: CalendarVisit | CalendarSlot, timeZone: string): string {
  const end = wallClockIn(timeZone, endsAt)
  return end.startsWith(localDate) ? end : `${localDate} 23:59:59`
}

/** Free slots that follow each other without a break, as one: a week of twenty doctors has thousands of slots. */
function freeStretches(slots: readonly CalendarSlot[]): CalendarSlot[][] {
  const stretches: CalendarSlot[][] = []
  for (const slot of slots) {
    if (slot.free === 0 || slot.state !== 'open') continue
    const last = stretches.at(-1)
    if (last?.at(-1)?.endsAt === slot.startsAt) last.push(slot)
    else stretches.push([slot])
  }
  return stretches
}

export const seenOnBoard = ({ visit, doctorName }: VisitPayload): SeenVisit => ({
  id: visit.id,
  version: visit.version,
  status: visit.status,
  displaced: visit.displaced,
  doctorName,
  localDate: visit.localDate,
  localTime: visit.localTime,
  patientName: visit.patientName,
})

/** Whole hours around everything that is on the board, so that no visit is cut off and nothing empty is shown. */
export function hoursOf(calendar: Calendar): { readonly from: string; readonly until: string } {
  const times = calendar.doctors.flatMap(({ slots, appointments }) => [...slots, ...appointments])
  const starts = times.map(({ localTime }) => Number(localTime.slice(0, 2)))
  const ends = times.map((each) => {
    const end = endOf(each, calendar.timeZone)
    return Number(end.slice(11, 13)) + (end.slice(14) > '00:00' ? 1 : 0)
  })
  const from = Math.min(8, ...starts)
  const until = Math.max(17, ...ends)
  return { from: hour(from), until: until >= 24 ? '23:59:59' : hour(until) }
}

const hour = (count: number): string => `${String(count).padStart(2, '0')}:00:00`
