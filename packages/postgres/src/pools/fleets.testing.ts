import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { patience } from '../testing/index.ts'
import type { UnavailableReason } from './database-unavailable.ts'
import type { Place } from './place.ts'
import { PoolFleet, type PoolFleetOptions } from './pool-fleet.ts'
import { type SomeDatabases, someDatabases } from './some-databases.testing.ts'

let fleetsMade = 0

/** Sets up `count` databases for this test file and closes every fleet after the test that made it. */
export function fleetsOver(count: number) {
  let some: SomeDatabases
  const fleets: PoolFleet[] = []
  beforeAll(async () => {
    some = await someDatabases(count)
  })
  afterAll(() => some[Symbol.asyncDispose]())
  afterEach(async () => {
    for (const fleet of fleets.splice(0)) await fleet.close({ graceMilliseconds: 200 })
  })
  return {
    aFleet(options: Partial<PoolFleetOptions> = {}) {
      const applicationName = `fleet-${process.pid}-${++fleetsMade}`
      const fleet = new PoolFleet({ seatsPerServer: 10, applicationName, timeouts: patience, ...options })
      fleets.push(fleet)
      return { fleet, applicationName }
    },
    place: (at: number, changes: Partial<Place> = {}): Place => ({
      ...(some.places[at] as Place),
      ...changes,
    }),
    places: () => some.places,
    ask: (sql: string, values?: unknown[]) => some.admin.query(sql, values),
    async backends(applicationName: string) {
      const { rows } = await some.admin.query<{ pid: number }>(
        'select pid from pg_stat_activity where application_name = $1',
        [applicationName],
      )
      return rows
    },
    terminate: (pid: number | undefined) => some.admin.query('select pg_terminate_backend($1, 5000)', [pid]),
  }
}

export const unavailable = (reason: UnavailableReason) =>
  expect.objectContaining({
    name: 'DatabaseUnavailable',
    code: 'database-unavailable',
    facts: { reason, retryAfterSeconds: expect.any(Number) },
  })
