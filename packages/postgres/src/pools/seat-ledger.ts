/**
 * One connection's place in a server's budget; it counts from the first packet until the socket is closed.
 */
export interface Seat<W> {
  readonly pool: SeatPool<W>
  state: 'opening' | 'idle' | 'leased' | 'closing' | 'gone'
  idleSince: number
}

/** The seats and the queue of one database. */
export interface SeatPool<W> {
  readonly key: string
  readonly waiters: Set<W>
  /** Last in, first out, so that surplus seats stay idle and are closed. */
  readonly idle: Seat<W>[]
  /** All that count, and those of them that are not on their way out. */
  seats: number
  live: number
  opening: boolean
  retired: boolean
  turnEnds: number
  growAfter: number
}

/** Who sits and who waits on one server: facts and their arithmetic; what to do about them is the plan's. */
export class SeatLedger<W> {
  readonly seats: number
  readonly pools = new Map<string, SeatPool<W>>()
  /** Databases that wait and have no seat, and those that wait with some; sets keep the order of arrival. */
  readonly starved = new Set<SeatPool<W>>()
  readonly hungry = new Set<SeatPool<W>>()
  /** The least recently used first. */
  readonly idle = new Set<Seat<W>>()
  taken = 0
  leased = 0
  closing = 0
  #poolOf = new Map<W, SeatPool<W>>()

  constructor(seats: number) {
    this.seats = seats
  }

  get free() {
    return this.seats - this.taken
  }

  get waiting() {
    return this.#poolOf.size
  }

  enqueue(key: string, waiter: W): SeatPool<W> {
    const pool = this.pools.get(key) ?? newPool<W>(key)
    this.pools.set(key, pool)
    pool.waiters.add(waiter)
    this.#poolOf.set(waiter, pool)
    this.#file(pool)
    return pool
  }

  dismiss(waiter: W): SeatPool<W> | undefined {
    const pool = this.#poolOf.get(waiter)
    if (!pool) return undefined
    this.#poolOf.delete(waiter)
    pool.waiters.delete(waiter)
    this.#file(pool)
    return pool
  }

  open(pool: SeatPool<W>): Seat<W> {
    pool.opening = true
    pool.seats++
    pool.live++
    this.taken++
    this.#file(pool)
    return { pool, state: 'opening', idleSince: 0 }
  }

  rest(seat: Seat<W>, now: number) {
    this.#leave(seat)
    seat.state = 'idle'
    seat.idleSince = now
    seat.pool.idle.push(seat)
    this.idle.add(seat)
  }

  lease(seat: Seat<W>) {
    this.#leave(seat)
    seat.state = 'leased'
    this.leased++
  }

  close(seat: Seat<W>) {
    this.#leave(seat)
    seat.state = 'closing'
    seat.pool.live--
    this.closing++
    this.#file(seat.pool)
  }

  remove(seat: Seat<W>) {
    if (seat.state !== 'closing') this.close(seat)
    seat.state = 'gone'
    seat.pool.seats--
    this.closing--
    this.taken--
    this.#file(seat.pool)
  }

  detach(pool: SeatPool<W>) {
    pool.retired = true
    this.pools.delete(pool.key)
  }

  #leave(seat: Seat<W>) {
    if (seat.state === 'opening') seat.pool.opening = false
    if (seat.state === 'leased') this.leased--
    if (this.idle.delete(seat)) seat.pool.idle.splice(seat.pool.idle.indexOf(seat), 1)
  }

  #file(pool: SeatPool<W>) {
    const waits = pool.waiters.size > 0
    keep(this.starved, pool, waits && pool.live === 0)
    keep(this.hungry, pool, waits && pool.live > 0)
    if (!waits && pool.seats === 0 && !pool.retired) this.pools.delete(pool.key)
  }
}

const newPool = <W>(key: string): SeatPool<W> => ({
  key,
  waiters: new Set(),
  idle: [],
  seats: 0,
  live: 0,
  opening: false,
  retired: false,
  turnEnds: 0,
  growAfter: 0,
})

function keep<T>(set: Set<T>, member: T, belongs: boolean) {
  if (belongs) set.add(member)
  else set.delete(member)
}
