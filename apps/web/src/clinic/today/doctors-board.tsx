import type { Calendar } from '@polyclinic/contract'
import { ResourcesDayView, ResourcesWeekView, type ScheduleEventData } from '@mantine/schedule'
import { Box } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTime, wallClockIn } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { isDesk } from '../roles.ts'
import { type FreeTime, type SeenVisit, verbsOf } from '../visit/index.ts'
import { boardEvents, hoursOf, seenOnBoard, type VisitPayload } from './board-events.ts'
import { BoardVisit } from './board-visit.tsx'
import { placeAt } from './place-at.ts'
import classes from './doctors-board.module.css'

interface Props {
  readonly calendar: Calendar
  readonly date: string
  readonly week: boolean
  readonly onOpen: (visit: string) => void
  /** Dropped on a free time: nothing has moved yet */
  readonly onDrop: (move: Move) => void
}

export interface Move {
  readonly seen: SeenVisit
  readonly to: FreeTime
}

const payloadOf = (event: ScheduleEventData) => event.payload as VisitPayload | undefined

/** Doctors side by side. A visit opens at the press of it, and moves where it is dropped. */
export const DoctorsBoard = memo(function DoctorsBoard({ calendar, date, week, onOpen, onDrop }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const navigate = useNavigate()
  const { clinic, timeZone, roles } = useClinic()
  const free = t('today.freeTime')
  const unnamed = t('unnamed')
  const events = useMemo(() => boardEvents(calendar, { free, unnamed }), [calendar, free, unnamed])
  const resources = useMemo(() => calendar.doctors.map(({ id, name }) => ({ id, label: name })), [calendar])
  const hours = useMemo(() => hoursOf(calendar), [calendar])
  const mayMove = (event: ScheduleEventData) => {
    const visit = payloadOf(event)?.visit
    return visit !== undefined && isDesk(roles) && verbsOf[visit.status].includes('move')
  }
  const drop = (event: ScheduleEventData, newStart: string, doctor: string | number | undefined) => {
    const payload = payloadOf(event)
    if (!payload) return
    const to = placeAt(calendar, payload, String(doctor ?? event.resourceId), newStart)
    if (to === 'here') return
    if (to) onDrop({ seen: seenOnBoard(payload), to })
    else notifications.show({ role: 'status', color: 'yellow', message: t('today.notFree') })
  }
  const common = {
    date,
    resources,
    events,
    withHeader: false,
    startTime: hours.from,
    endTime: hours.until,
    getCurrentTime: () => wallClockIn(timeZone),
    slotLabelFormat: (at: string) => time.wallTime(at.slice(11, 16)),
    labels: {
      resources: t('field.doctor'),
      resourceSlot: t('today.slot'),
      moreLabel: (count: number) => t('today.more', { count }),
    },
    renderEventBody: (event: ScheduleEventData) => <BoardVisit event={event} />,
    onEventClick: (event: ScheduleEventData) => onOpen(String(event.id)),
    withEventsDragAndDrop: isDesk(roles),
    canDragEvent: mayMove,
    eventDragInterval: 5,
    onEventDrop: ({ event, newStart, resourceId }: Dropped) => drop(event, newStart, resourceId),
    ...(isDesk(roles) && {
      onTimeSlotClick: ({ slotStart, resourceId }: Pressed) =>
        void navigate({
          to: '/clinic/$clinic/book',
          params: { clinic },
          search: { date: slotStart.slice(0, 10), doctor: String(resourceId) },
        }),
    }),
  } as const
  return (
    <Box className={classes['board']} maw="100%">
      {week ? (
        <ResourcesWeekView
          {...common}
          classNames={{
            resourcesWeekViewEventWrapper: classes['event'] as string,
            resourcesWeekViewRow: classes['row'] as string,
          }}
          intervalMinutes={60}
          slotWidth={128}
          rowHeight={76}
          maxEventsPerTimeSlot={3}
          styles={{ resourcesWeekViewCurrentTimeIndicatorTimeBubble: bubble }}
          weekdayFormat={(day) => time.shortDay(day.slice(0, 10))}
          startScrollDateTime={`${date} ${hours.from}`}
        />
      ) : (
        <ResourcesDayView
          {...common}
          classNames={{
            resourcesDayViewEventWrapper: classes['event'] as string,
            resourcesDayViewRow: classes['row'] as string,
          }}
          intervalMinutes={30}
          styles={{ resourcesDayViewCurrentTimeIndicatorTimeBubble: bubble }}
          slotWidth={116}
          rowHeight={76}
          maxEventsPerTimeSlot={2}
          startScrollTime={scrollTo(wallClockIn(timeZone), date, hours.from)}
        />
      )}
    </Box>
  )
})

/** Dark enough for the white clock in it. */
const bubble = { backgroundColor: 'var(--mantine-color-red-9)' }

interface Dropped {
  readonly event: ScheduleEventData
  readonly newStart: string
  readonly resourceId?: string | number
}
interface Pressed {
  readonly slotStart: string
  readonly resourceId?: string | number
}

/** An hour before now, today; else where the day begins. */
function scrollTo(now: string, date: string, from: string): string {
  if (!now.startsWith(date)) return from
  const hour = `${String(Math.max(0, Number(now.slice(11, 13)) - 1)).padStart(2, '0')}:00:00`
  return hour > from ? hour : from
}
