import { type Seat, SeatLedger, type SeatPool } from './seat-ledger.ts'

export interface SeatRules {
  seats: number
  seatsPerDatabase: number
  idleMilliseconds: number
}

export type Move<W> =
  | { move: 'open'; seat: Seat<W>; waiter: W }
  | { move: 'grant'; seat: Seat<W>; waiter: W }
  | { move: 'close'; seat: Seat<W>; why: ClosingReason }
  | { move: 'refuse'; waiter: W; why: 'failed' | 'retired' }

export type ClosingReason = 'idle' | 'evicted' | 'broken' | 'retired'

/** How long a database keeps its only seat for its own queue while others wait: connecting costs 3-9 ms. */
const turnMilliseconds = 50
/** Growth takes the seat of another database only when that one has rested so long. */
const restMilliseconds = 1_000
/** After a failed growth (the server may be full) the database gets along with what it has so long. */
const growthPauseMilliseconds = 1_000

/**
 * Decides who sits on one server's budget, without IO: told what happened and when, it answers with the moves
 * to make. Databases without a seat are served first come, first served; so is each database's own queue.
 */
export class SeatPlan<W> {
  readonly #rules: SeatRules
  readonly #ledger: SeatLedger<W>
  #moves: Move<W>[] = []

  constructor(rules: SeatRules) {
    this.#rules = rules
    this.#ledger = new SeatLedger(rules.seats)
  }

  get counts() {
    const { seats, taken, leased, idle, waiting, pools } = this.#ledger
    return { seats, taken, leased, idle: idle.size, waiting, pools: pools.size }
  }

  request(key: string, waiter: W, now: number): Move<W>[] {
    return this.#settle(this.#ledger.enqueue(key, waiter), now)
  }

  /** The waiter gave up. */
  withdraw(waiter: W, now: number): Move<W>[] {
    const pool = this.#ledger.dismiss(waiter)
    return pool ? this.#settle(pool, now) : []
  }

  opened(seat: Seat<W>, now: number): Move<W>[] {
    if (seat.state !== 'opening') return []
    seat.pool.turnEnds = now + turnMilliseconds
    if (seat.pool.retired) this.#close(seat, 'retired')
    else this.#ledger.rest(seat, now)
    return this.#settle(seat.pool, now)
  }

  /** No connection was made; where there is no other, the whole queue is refused. */
  failed(seat: Seat<W>, now: number): Move<W>[] {
    if (seat.state !== 'opening') return []
    seat.pool.growAfter = now + growthPauseMilliseconds
    this.#close(seat, 'broken')
    if (seat.pool.live === 0) this.#refuseAll(seat.pool, 'failed')
    return this.#settle(seat.pool, now)
  }

  returned(seat: Seat<W>, fit: boolean, now: number): Move<W>[] {
    if (seat.state !== 'leased') return []
    if (seat.pool.retired) this.#close(seat, 'retired')
    else if (!fit) this.#close(seat, 'broken')
    else if (this.#mustYield(seat.pool, now)) this.#close(seat, 'evicted')
    else this.#ledger.rest(seat, now)
    return this.#settle(seat.pool, now)
  }

  /** A connection broke; a leased one stays with its borrower until returned or closed. */
  broke(seat: Seat<W>, now: number): Move<W>[] {
    if (seat.state !== 'idle') return []
    this.#close(seat, 'broken')
    return this.#settle(seat.pool, now)
  }

  /** The socket is closed, whoever closed it: the seat is free. */
  gone(seat: Seat<W>, now: number): Move<W>[] {
    if (seat.state === 'gone') return []
    this.#ledger.remove(seat)
    return this.#settle(seat.pool, now)
  }

  closeIdle(now: number): Move<W>[] {
    for (const seat of this.#ledger.idle) {
      if (seat.idleSince > now - this.#rules.idleMilliseconds) break
      this.#close(seat, 'idle')
    }
    return this.#handOver()
  }

  /** Refuses the queue, closes what is idle, and what is leased when it returns; the key may be used anew. */
  retire(key: string, now: number): Move<W>[] {
    const pool = this.#ledger.pools.get(key)
    if (!pool) return []
    this.#ledger.detach(pool)
    this.#refuseAll(pool, 'retired')
    for (const seat of pool.idle.slice()) this.#close(seat, 'retired')
    return this.#settle(pool, now)
  }

  #settle(pool: SeatPool<W>, now: number): Move<W>[] {
    const { starved, hungry, idle } = this.#ledger
    this.#serve(pool)
    for (const seat of idle) {
      if (this.#seatsComing() >= starved.size) break
      this.#close(seat, 'evicted')
    }
    for (const next of starved) {
      if (this.#ledger.free === 0) break
      this.#open(next)
    }
    for (const next of hungry) {
      if (!this.#mayGrow(next, now)) continue
      if (this.#ledger.free === 0) {
        this.#evictRested(now)
        break
      }
      this.#open(next)
    }
    return this.#handOver()
  }

  #serve(pool: SeatPool<W>) {
    for (const waiter of pool.waiters) {
      const seat = pool.idle.at(-1)
      if (!seat) return
      this.#ledger.lease(seat)
      this.#ledger.dismiss(waiter)
      this.#moves.push({ move: 'grant', seat, waiter })
    }
  }

  /** Grown seats go at once to a database that has none, the only seat when its turn is over. */
  #mustYield(pool: SeatPool<W>, now: number) {
    if (this.#ledger.starved.size <= this.#seatsComing()) return false
    return pool.live > 1 || pool.waiters.size === 0 || now >= pool.turnEnds
  }

  #mayGrow(pool: SeatPool<W>, now: number) {
    // one at a time: a burst of requests to a dead server must not become a burst of connections
    return !pool.opening && pool.live < this.#rules.seatsPerDatabase && now >= pool.growAfter
  }

  #evictRested(now: number) {
    const [seat] = this.#ledger.idle
    if (!seat || seat.idleSince > now - restMilliseconds) return
    if (this.#seatsComing() <= this.#ledger.starved.size) this.#close(seat, 'evicted')
  }

  #seatsComing() {
    return this.#ledger.free + this.#ledger.closing
  }

  #open(pool: SeatPool<W>) {
    const [waiter] = pool.waiters
    if (waiter === undefined) return
    this.#moves.push({ move: 'open', seat: this.#ledger.open(pool), waiter })
  }

  #close(seat: Seat<W>, why: ClosingReason) {
    this.#ledger.close(seat)
    this.#moves.push({ move: 'close', seat, why })
  }

  #refuseAll(pool: SeatPool<W>, why: 'failed' | 'retired') {
    for (const waiter of pool.waiters) {
      this.#ledger.dismiss(waiter)
      this.#moves.push({ move: 'refuse', waiter, why })
    }
  }

  #handOver() {
    const moves = this.#moves
    this.#moves = []
    return moves
  }
}
