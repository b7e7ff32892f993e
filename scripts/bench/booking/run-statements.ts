import pg from 'pg'
import { quantile } from '../quantile.ts'
import type { Entrance } from './open-arena.ts'
import { statement, type StatementLoad, type StatementReading } from './run-pgbench.ts'

/** The same as pgbench does, from this process: where there is none. A lower limit, since Node's own work counts. */
export async function runStatements(entrance: Entrance, load: StatementLoad): Promise<StatementReading> {
  const clients = await Promise.all(Array.from({ length: load.clients }, () => open(entrance)))
  const latencies: number[] = []
  let all = 0
  const from = performance.now() + load.warm * 1_000
  const until = from + load.seconds * 1_000
  await Promise.all(
    clients.map(async (client, nth) => {
      for (let i = 0; performance.now() < until; i++) {
        const began = performance.now()
        await client.query({ name: 'book', text: statement('$1'), values: [nth + load.clients * i] })
        all += 1
        if (began >= from) latencies.push(performance.now() - began)
      }
    }),
  )
  await Promise.all(clients.map((client) => client.end()))
  const perSecond = latencies.length / load.seconds
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), all }
}

async function open(entrance: Entrance): Promise<pg.Client> {
  const client = new pg.Client({ ...entrance })
  await client.connect()
  return client
}
