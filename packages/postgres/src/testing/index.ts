export { eventually } from './eventually.ts'
export { type FreshDatabase, freshDatabase } from './fresh-database.ts'
export type { TestServers } from './provided-context.ts'
export { serverLog } from './server-log.ts'
