export {
  type CalendarEvent,
  type CalendarMethod,
  type CalendarOptions,
  writeCalendar,
} from './write-calendar.ts'
