import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteOldStreamEvents, upsertWanted } from './stream-queries.ts'

/** For so long events are noted after the last worker with a Redis said so, and kept while that Redis is away. */
export const streamDays = 7

/** Has events noted for the stream from now on. To be said again and again. @returns how many were too old to be kept */
export async function wantStream({ database }: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'event.stream')
  await upsertWanted(database, streamDays)
  return deleteOldStreamEvents(database, streamDays)
}
