import { type Actor, authorise } from '@polyclinic/guard'
import type { DatabaseWriting } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { relayJob } from './relay-job.ts'
import { findWaysToServers, updateMarks } from './sweep-queries.ts'

const perServer = 3
/** After a start of a server that lost its statistics all of its clinics are looked at, so many a second. */
const clinicsPerSecond = 50

/**
 * For each server that has open clinics some of them, through whose connection the server can be asked: any connection
 * may read its statistics, so nobody needs an administrator's rights for that.
 */
export async function findSweepWays(
  control: ControlPlane,
  actor: Actor,
): Promise<{ server: string; clinicIds: string[] }[]> {
  authorise(actor, 'event.carry')
  return findWaysToServers(control.database, perServer)
}

/**
 * Queues the relay for those clinics of a server whose database was written to since the last look, whatever was written.
 * The statistics come after the commit they tell of, by some seconds: what is not told of now differs at the next look.
 * @returns how many
 */
export async function relayWhereWritten(
  control: ControlPlane,
  actor: Actor,
  server: string,
  writings: readonly DatabaseWriting[],
): Promise<number> {
  authorise(actor, 'event.carry')
  return control.database.transaction(async (tx) => {
    const written = await updateMarks(tx, server, writings)
    await enqueueJobs(
      tx,
      written.map((id, nth) => ({
        ...relayJob(id, nth / clinicsPerSecond),
        // a key of its own: it must not push back a hint
        key: `relay-outbox:${id}:sweep`,
        whileUnderWay: 'leave',
      })),
    )
    return written.length
  })
}
