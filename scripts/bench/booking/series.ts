import type { Queryable } from '@polyclinic/postgres'
import { arenaManifest } from './arena-manifest.ts'
import { copyWithoutDefences } from './bare-tables.ts'
import { prepareBodies } from './bodies.ts'
import { driveLoad, type Reading } from './drive-load.ts'
import type { Load } from './load-client.ts'
import type { Arena, Entrance } from './open-arena.ts'
import { resetBookings } from './prepare-calls.ts'
import { type ProcessProfile, profileProcess } from './profile-process.ts'
import { runPgbench, type StatementReading } from './run-pgbench.ts'
import { runStatements } from './run-statements.ts'
import { startApiService, startBareService } from './start-service.ts'

/** Seconds of each series in each round */
export interface Pace {
  readonly warm: number
  readonly seconds: number
}

export type SeriesName =
  | 'statement32'
  | 'stack32'
  | 'uncoalesced32'
  | 'bare32'
  | 'statement128'
  | 'stack128'
  | 'bare128'
  | 'authenticated128'
  | 'bareTables32'
  | 'statement1'
  | 'stack1'
  | 'stack100'
  | 'hot1'
  | 'hot100'
  | 'refusals128'
  | 'any100'

export interface Series {
  readonly measures: Readonly<Record<SeriesName, () => Promise<Reading>>>
  /** Watches the API while 128 connections book. */
  profile(): Promise<ProcessProfile>
}

/** What is measured, each from an empty calendar on. The processes end with the stack. */
export async function openSeries(
  arena: Arena,
  running: AsyncDisposableStack,
  pace: Pace,
  withPgbench: boolean,
): Promise<Series> {
  const bareTables = await copyWithoutDefences(arena)
  const bodies = await prepareBodies(arena.asSuperuser(arena.entrance.database))
  const api = running.use(await startApiService(arena, { name: 'api' }))
  const alone = { POLYCLINIC_BOOKING_LANES: '64', POLYCLINIC_BOOKINGS_PER_STATEMENT: '1' }
  const environment = { ...alone, POLYCLINIC_CONNECTIONS_PER_CLINIC: '32' }
  const uncoalesced = running.use(await startApiService(arena, { name: 'uncoalesced', environment }))
  const bare = running.use(await startBareService(arena))
  let round = 0

  const reset = (entrance: Entrance) => resetBookings(arena.asSuperuser(entrance.database))
  const statements =
    (clients: number, entrance = arena.entrance) =>
    async () => {
      await reset(entrance)
      const reading = await (withPgbench ? runPgbench : runStatements)(entrance, { clients, ...pace })
      await holdAgainstTable(arena.asSuperuser(entrance.database), reading)
      return reading
    }
  const path = `/v1/clinics/${arenaManifest.slug}/appointments`
  const load = async (connections: number, expected: number, options: Partial<Load>) => {
    const tokens = await arena.issueTokens()
    const common = { port: api.port, path, bodies: bodies.uncontended, label: `load-${++round}`, tokens }
    return driveLoad({ ...common, connections, ...pace, ...options }, expected)
  }
  const http =
    (connections: number, options: Partial<Load> = {}) =>
    async () => {
      await reset(arena.entrance)
      return load(connections, 201, options)
    }
  const refusals = async () => {
    await reset(arena.entrance)
    const inside = arena.asSuperuser(arena.entrance.database)
    await inside.query('update slot set taken = capacity where id = $1', [bodies.soldOutSlot])
    return load(128, 409, { bodies: bodies.soldOut })
  }
  const measures = {
    statement32: statements(32),
    stack32: http(32),
    uncoalesced32: http(32, { port: uncoalesced.port }),
    bare32: http(32, { port: bare.port }),
    statement128: statements(128),
    stack128: http(128),
    bare128: http(128, { port: bare.port }),
    authenticated128: http(128, { port: bare.port, path: '/v1/authenticated/bench/appointments' }),
    bareTables32: statements(32, bareTables),
    statement1: statements(1),
    stack1: http(1),
    stack100: http(100),
    hot1: http(1, { bodies: bodies.hot }),
    hot100: http(100, { bodies: bodies.hot }),
    refusals128: refusals,
    any100: http(100, { bodies: bodies.anyDoctor }),
  }
  return { measures, profile: () => profileProcess(arena, (port) => http(128, { port })()) }
}

/** A statement that refuses is fast, and no limit. */
async function holdAgainstTable(inside: Queryable, { all }: StatementReading): Promise<void> {
  const { rows } = await inside.query<{ booked: number }>(
    'select count(*)::integer as booked from appointment',
  )
  const booked = rows[0]?.booked ?? 0
  if (booked < all) throw new Error(`of ${all} statements only ${booked} have booked`)
}
