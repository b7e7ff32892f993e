export { addDays, clockIn, mondayOf, todayIn } from './local-day.ts'
export { tellTime, type TimeTeller } from './tell-time.ts'
export { useTime } from './use-time.ts'
export { instantOf } from './instant-of.ts'
