export { type DueDayList, dueDayLists } from './due-day-lists.ts'
export { type DueReminder, dueReminders } from './due-reminders.ts'
export { lookAtVisits, type NoticeTruth, type VisitTruth } from './look-at-visits.ts'
export { type DayList, readDayList } from './read-day-list.ts'
