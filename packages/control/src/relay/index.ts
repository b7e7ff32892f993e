export { type Carried, carryEvents } from './carry-events.ts'
export type { Effect } from './effect.ts'
export { relayJob } from './relay-job.ts'
