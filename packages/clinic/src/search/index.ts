export { allDays, type DaysWanted, type FreeDays, readFreeDays } from './read-free-days.ts'
export type { FreeDayRow, SearchDoctorRow } from './search-queries.ts'
