import { quoteIdentifier } from '@polyclinic/postgres'
import type { Arena } from './open-arena.ts'
import { resetBookings } from './prepare-calls.ts'
import { runPgbench } from './run-pgbench.ts'

export interface FunctionTime {
  readonly name: string
  readonly callsPerBooking: number
  /** Microseconds of each booking, without what other functions took that it called */
  readonly self: number
  readonly total: number
}

/** What each function of the database takes of a booking. Functions melted into a query count as part of it. */
export async function profileFunctions(arena: Arena, seconds: number): Promise<FunctionTime[]> {
  const { entrance } = arena
  const inside = arena.asSuperuser(entrance.database)
  const role = quoteIdentifier(entrance.user)
  await resetBookings(inside)
  await inside.query(`alter role ${role} set track_functions = 'all'`)
  await inside.query('select pg_stat_reset()')
  // eight are enough to keep the machine busy, and few enough not to measure waiting for it
  await runPgbench(entrance, { clients: 8, warm: 1, seconds })
  await inside.query(`alter role ${role} reset track_functions`)
  const { rows } = await inside.query<FunctionTime>(
    `select f.funcname as name, round(f.calls::numeric / b.calls, 2)::float8 as "callsPerBooking",
       round(f.self_time::numeric * 1000 / b.calls, 1)::float8 as self,
       round(f.total_time::numeric * 1000 / b.calls, 1)::float8 as total
     from pg_stat_user_functions f, pg_stat_user_functions b
     where b.funcname = 'book_appointments' and f.self_time > 0
     order by f.self_time desc limit 14`,
  )
  return rows
}
