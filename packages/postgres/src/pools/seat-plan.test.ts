import { describe, expect, it } from 'vitest'
import { PaperServer, smallRules } from './paper-server.testing.ts'
import type { Seat } from './seat-ledger.ts'

describe('the seats of one server', () => {
  it('opens one connection at a time for a queue, and grows to the limit of a database', () => {
    const server = new PaperServer()
    for (let at = 0; at < 5; at++) server.ask('a')
    expect(server.opening).toHaveLength(1)
    server.openAll()
    expect(server.opening).toHaveLength(1)
    server.openAll()
    expect(server.opening).toHaveLength(0)
    expect(server.plan.counts).toMatchObject({ taken: 2, leased: 2, waiting: 3 })
  })

  it('takes the connection unused for longest when the budget is spent, once its socket is closed', () => {
    const server = new PaperServer()
    for (const key of ['a', 'b', 'c']) {
      const waiter = server.ask(key)
      server.openAll()
      server.now += 1
      server.giveBack(waiter)
    }
    server.ask('d')
    expect(server.opening).toHaveLength(0)
    expect(server.closing.map((seat) => seat.pool.key)).toEqual(['a'])
    server.closeAll()
    expect(server.opening.map((seat) => seat.pool.key)).toEqual(['d'])
  })

  it('shrinks a grown database at once when another has no seat', () => {
    const server = new PaperServer({ ...smallRules, seats: 2 })
    const [first] = [server.ask('hot'), server.ask('hot'), server.ask('hot')]
    server.openAll()
    server.openAll()
    server.ask('quiet')
    server.giveBack(first)
    expect(server.closing.map((seat) => seat.pool.key)).toEqual(['hot'])
    server.closeAll()
    expect(server.opening.map((seat) => seat.pool.key)).toEqual(['quiet'])
  })

  it('lets a database serve its own queue for a turn, then passes its only seat on', () => {
    const server = new PaperServer({ ...smallRules, seats: 1 })
    const waiters = [server.ask('hot'), server.ask('hot'), server.ask('hot')]
    server.openAll()
    server.ask('quiet')
    server.giveBack(waiters[0] as string)
    expect(server.granted).toEqual(waiters.slice(0, 2))
    server.now += 51
    server.giveBack(waiters[1] as string)
    expect(server.closing).toHaveLength(1)
    server.closeAll()
    expect(server.opening.map((seat) => seat.pool.key)).toEqual(['quiet'])
  })

  it('grows at the cost of another database only when that one has rested a second', () => {
    const server = new PaperServer({ ...smallRules, seats: 2 })
    const other = server.ask('other')
    server.openAll()
    server.giveBack(other)
    server.ask('hot')
    server.openAll()
    server.ask('hot')
    expect(server.closing).toHaveLength(0)
    server.now += 1_001
    server.ask('hot')
    expect(server.closing.map((seat) => seat.pool.key)).toEqual(['other'])
  })

  it('refuses the whole queue when the only connection fails, but not when growing fails', () => {
    const server = new PaperServer()
    const gone = [server.ask('gone'), server.ask('gone')]
    server.follow(server.plan.failed(server.opening[0] as Seat<string>, server.now))
    expect(server.refused).toEqual(gone)

    const first = server.ask('there')
    server.openAll()
    const second = server.ask('there')
    server.follow(server.plan.failed(server.opening[0] as Seat<string>, server.now))
    expect(server.opening).toHaveLength(0)
    server.giveBack(first)
    expect(server.granted).toContain(second)
  })

  it('closes what is idle for too long and nothing else', () => {
    const server = new PaperServer()
    const early = server.ask('early')
    server.openAll()
    server.giveBack(early)
    server.now += 600
    const late = server.ask('late')
    server.openAll()
    server.giveBack(late)
    server.now += 400
    server.follow(server.plan.closeIdle(server.now))
    expect(server.closing.map((seat) => seat.pool.key)).toEqual(['early'])
  })

  it('retires a database: the queue is refused, the leased seat closed on its return, the key usable anew', () => {
    const server = new PaperServer({ ...smallRules, seatsPerDatabase: 1 })
    const leased = server.ask('a')
    server.openAll()
    const queued = server.ask('a')
    server.follow(server.plan.retire('a', server.now))
    expect(server.refused).toEqual([queued])
    const anew = server.ask('a')
    server.openAll()
    expect(server.granted).toEqual([leased, anew])
    server.giveBack(leased)
    expect(server.closing).toHaveLength(1)
  })
})
