import { openArena } from '../booking/open-arena.ts'
import { resetBookings } from '../booking/prepare-calls.ts'
import { hasPgbench, runPgbench } from '../booking/run-pgbench.ts'
import { runStatements } from '../booking/run-statements.ts'
import { median } from '../timed.ts'

export interface Cost {
  /** Bookings a second, medians */
  readonly withOutbox: number
  readonly withoutOutbox: number
  /** Median of the ratios of each round */
  readonly ratio: number
}

const clients = 32

/** What the outbox costs a booking: the bare statement with its trigger on and off, in turns, nobody relaying. */
export async function measureCost(pace: { rounds: number; seconds: number }): Promise<Cost> {
  await using arena = await openArena()
  const inside = arena.asSuperuser(arena.entrance.database)
  const run = (await hasPgbench()) ? runPgbench : runStatements
  const measure = async (outbox: boolean) => {
    await resetBookings(inside)
    await inside.query('truncate outbox')
    await inside.query(
      `alter table appointment_event ${outbox ? 'enable' : 'disable'} trigger appointment_event_noted`,
    )
    return (await run(arena.entrance, { clients, warm: 1, seconds: pace.seconds })).perSecond
  }
  const rounds: { on: number; off: number }[] = []
  for (let turn = 0; turn < pace.rounds; turn++) {
    // there and back, so that what grows slower does not always fall on the same one
    const first = await measure(turn % 2 === 0)
    const second = await measure(turn % 2 !== 0)
    rounds.push(turn % 2 === 0 ? { on: first, off: second } : { on: second, off: first })
  }
  return {
    withOutbox: median(rounds.map(({ on }) => on)),
    withoutOutbox: median(rounds.map(({ off }) => off)),
    ratio: median(rounds.map(({ on, off }) => on / off)),
  }
}
