import type { Effect } from '../relay/effect.ts'
import { insertStreamEvents } from './stream-queries.ts'

/** Notes each event for the stream in Redis, as long as some worker has one. */
export const noteForStream: Effect = async (tx, events) => {
  await insertStreamEvents(tx, events)
}
