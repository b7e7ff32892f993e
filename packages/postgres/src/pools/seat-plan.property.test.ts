import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PaperServer } from './paper-server.testing.ts'
import type { SeatRules } from './seat-plan.ts'

type Step =
  | { do: 'ask'; key: string }
  | { do: 'open' | 'fail' | 'close' | 'sweep' }
  | { do: 'give-back' | 'die' | 'give-up'; which: number }
  | { do: 'retire'; key: string }
  | { do: 'wait'; milliseconds: number }

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const which = fc.nat(20)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('ask' as const), key }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'close' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('give-back' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('fail' as const, 'sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('die' as const, 'give-up' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retire' as const), key }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), milliseconds: fc.nat(1_500) }) },
)

describe('whatever happens to a server', () => {
  const anyRules = fc.record({
    seats: fc.integer({ min: 1, max: 5 }),
    seatsPerDatabase: fc.integer({ min: 1, max: 4 }),
    idleMilliseconds: fc.constant(1_000),
  })

  it('never exceeds the budget, serves or refuses everyone, and gets every seat back', () => {
    fc.assert(
      fc.property(anyRules, fc.array(step, { maxLength: 200 }), (rules, steps) => {
        const server = new PaperServer(rules)
        for (const one of steps) {
          take(server, one)
          expectSound(server, rules)
        }
        server.drain()
        expect(server.waiting.size, 'nobody waits for ever').toBe(0)
        server.now += 10_000
        server.follow(server.plan.closeIdle(server.now))
        server.openAll()
        server.follow(server.plan.closeIdle(server.now + 10_000))
        server.closeAll()
        expect(server.plan.counts).toEqual({
          seats: rules.seats,
          taken: 0,
          leased: 0,
          idle: 0,
          waiting: 0,
          pools: 0,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('serves every database in turn while a hot one never stops asking', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 12 }), (seats, quiet) => {
        const server = new PaperServer({ seats, seatsPerDatabase: 4, idleMilliseconds: 1_000 })
        for (let at = 0; at < 20; at++) server.ask('hot')
        const others = Array.from({ length: quiet }, (_, at) => server.ask(`quiet-${at}`))
        for (let round = 0; round < (quiet + 2) * 8; round++) {
          server.now += 10
          server.openAll()
          for (const { waiter } of [...server.leased]) server.giveBack(waiter)
          server.closeAll()
          server.ask('hot')
        }
        expect(server.granted).toEqual(expect.arrayContaining(others))
        const served = server.granted.filter((waiter) => waiter.startsWith('quiet'))
        expect(served, 'in the order in which they came').toEqual(others)
      }),
      { numRuns: 50 },
    )
  })
})

function take(server: PaperServer, step: Step) {
  if (step.do === 'ask') server.ask(step.key)
  if (step.do === 'open') server.openAll()
  if (step.do === 'close') server.closeAll()
  if (step.do === 'sweep') server.follow(server.plan.closeIdle(server.now))
  if (step.do === 'retire') server.follow(server.plan.retire(step.key, server.now))
  if (step.do === 'wait') server.now += step.milliseconds
  if (step.do === 'fail' && server.opening[0])
    server.follow(server.plan.failed(server.opening[0], server.now))
  if (step.do === 'give-back') server.giveBack(pick(server.leased, step.which)?.waiter ?? '')
  if (step.do === 'die') {
    const lease = pick(server.leased, step.which)
    server.leased = server.leased.filter((other) => other !== lease)
    if (lease) server.follow(server.plan.gone(lease.seat, server.now))
  }
  if (step.do === 'give-up') {
    const waiter = pick([...server.waiting], step.which)
    if (!waiter) return
    server.waiting.delete(waiter)
    server.follow(server.plan.withdraw(waiter, server.now))
  }
}

const pick = <T>(list: T[], which: number): T | undefined => list[which % Math.max(1, list.length)]

function expectSound(server: PaperServer, rules: SeatRules) {
  const { taken, leased, idle, waiting } = server.plan.counts
  expect(taken).toBeLessThanOrEqual(rules.seats)
  expect(leased).toBe(server.leased.length)
  expect(waiting).toBe(server.waiting.size)
  expect(taken).toBe(leased + idle + server.opening.length + server.closing.length)
  const live = new Map<object, number>()
  for (const seat of [...server.opening, ...server.leased.map((lease) => lease.seat)]) {
    live.set(seat.pool, (live.get(seat.pool) ?? 0) + 1)
  }
  for (const count of live.values()) expect(count).toBeLessThanOrEqual(rules.seatsPerDatabase)
  const stuck = server.waiting.size > 0 && idle > 0 && server.closing.length + server.opening.length === 0
  if (stuck) expect(leased, 'a seat may rest only while who waits has seats of their own').toBeGreaterThan(0)
}
