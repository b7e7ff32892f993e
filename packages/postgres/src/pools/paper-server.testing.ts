import type { Seat } from './seat-ledger.ts'
import { type Move, SeatPlan, type SeatRules } from './seat-plan.ts'

export const smallRules = { seats: 3, seatsPerDatabase: 2, idleMilliseconds: 1_000 }

/** A server that exists only in memory: it remembers what the plan decided and reports back when told to. */
export class PaperServer {
  readonly plan: SeatPlan<string>
  now = 10_000
  opening: Seat<string>[] = []
  leased: { seat: Seat<string>; waiter: string }[] = []
  closing: Seat<string>[] = []
  waiting = new Set<string>()
  granted: string[] = []
  refused: string[] = []
  #names = 0

  constructor(rules: SeatRules = smallRules) {
    this.plan = new SeatPlan(rules)
  }

  ask(key: string) {
    const waiter = `${key}#${this.#names++}`
    this.waiting.add(waiter)
    this.follow(this.plan.request(key, waiter, this.now))
    return waiter
  }

  openAll() {
    for (const seat of this.opening.splice(0)) this.follow(this.plan.opened(seat, this.now))
  }

  closeAll() {
    for (const seat of this.closing.splice(0)) this.follow(this.plan.gone(seat, this.now))
  }

  giveBack(waiter: string, fit = true) {
    const at = this.leased.findIndex((lease) => lease.waiter === waiter)
    if (at < 0) return
    const [lease] = this.leased.splice(at, 1)
    if (lease) this.follow(this.plan.returned(lease.seat, fit, this.now))
  }

  /** Every lease is given back and every socket opens and closes until nothing moves. */
  drain() {
    for (let round = 0; round < 1_000 && this.waiting.size + this.leased.length > 0; round++) {
      this.now += 10
      for (const { waiter } of [...this.leased]) this.giveBack(waiter)
      this.openAll()
      this.closeAll()
    }
  }

  follow(moves: Move<string>[]) {
    for (const move of moves) {
      if (move.move === 'open') this.opening.push(move.seat)
      if (move.move === 'close') this.closing.push(move.seat)
      if (move.move === 'close') this.opening = this.opening.filter((seat) => seat !== move.seat)
      if (move.move === 'grant' || move.move === 'refuse') this.waiting.delete(move.waiter)
      if (move.move === 'grant') {
        this.granted.push(move.waiter)
        this.leased.push({ seat: move.seat, waiter: move.waiter })
      }
      if (move.move === 'refuse') this.refused.push(move.waiter)
    }
  }
}
