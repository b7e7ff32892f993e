import { type ClinicEvent, clinicEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { whileLocked } from '../installation/while-locked.ts'
import { deleteStreamEvents, findStreamEvents, type StreamRow } from './stream-queries.ts'

export interface StreamEvent {
  /** Of the clinic */
  readonly slug: string
  readonly event: ClinicEvent
}

/**
 * Hands over the oldest events that are not in the stream yet, and forgets them once they are. One process at a time does
 * so, for the order's sake. One that dies in between leaves them: they are handed over again.
 * @param handOver resolves when all of them have arrived
 * @returns how many; 0 also where another process is at it
 */
export async function streamEvents(
  { database }: ControlPlane,
  actor: Actor,
  limit: number,
  handOver: (events: readonly StreamEvent[]) => Promise<void>,
): Promise<number> {
  authorise(actor, 'event.stream')
  return whileLocked(database, 'event-stream', async (client) => {
    const rows = client ? await findStreamEvents(client, limit) : []
    if (!client || rows.length === 0) return 0
    await handOver(rows.flatMap(readable))
    await deleteStreamEvents(
      client,
      rows.map(({ position }) => position),
    )
    return rows.length
  })
}

/** One that cannot be read, of another version perhaps, must not keep those behind it waiting for ever. */
function readable({ slug, event }: StreamRow): StreamEvent[] {
  const read = clinicEvent.safeParse(event)
  return read.success ? [{ slug, event: read.data }] : []
}
