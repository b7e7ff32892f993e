import type { PoolClient } from 'pg'
import { DatabaseUnavailable, type UnavailableReason, whyNotConnected } from './database-unavailable.ts'
import type { FleetEvent, Place } from './place.ts'
import type { Seat } from './seat-ledger.ts'
import { type Move, SeatPlan, type SeatRules } from './seat-plan.ts'
import { SeatedClient } from './seated-client.ts'
import { driverTimeouts, type Timeouts } from './timeouts.ts'

export interface ServerPoolsOptions {
  server: string
  rules: SeatRules
  waitMilliseconds: number
  applicationName: string
  timeouts: Timeouts
  onEvent: (event: FleetEvent) => void
}

interface Waiter {
  place: Place
  grant(client: PoolClient): void
  refuse(error: DatabaseUnavailable): void
}
interface Occupant {
  place: Place
  client: SeatedClient
}

/** The connections to one server: carries out what the seat plan decides and tells it what came of it. */
export class ServerPools {
  readonly #options: ServerPoolsOptions
  readonly #plan: SeatPlan<Waiter>
  readonly #occupants = new Map<Seat<Waiter>, Occupant>()
  readonly #waiters = new Set<Waiter>()

  constructor(options: ServerPoolsOptions) {
    this.#options = options
    this.#plan = new SeatPlan(options.rules)
  }

  get counts() {
    return this.#plan.counts
  }

  lease(place: Place): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      let limit: NodeJS.Timeout | undefined
      const settle = () => {
        clearTimeout(limit)
        this.#waiters.delete(waiter)
      }
      const waiter: Waiter = {
        place,
        grant: (client) => {
          settle()
          resolve(client)
        },
        refuse: (error) => {
          settle()
          this.#tell({
            event: 'request-refused',
            key: place.key,
            owner: place.owner,
            reason: error.facts.reason,
          })
          reject(error)
        },
      }
      this.#waiters.add(waiter)
      this.#carryOut(this.#plan.request(place.key, waiter, performance.now()))
      if (this.#waiters.has(waiter))
        limit = setTimeout(() => this.#giveUp(waiter), this.#options.waitMilliseconds)
    })
  }

  closeIdle() {
    this.#carryOut(this.#plan.closeIdle(performance.now()))
  }

  /** Resolves when every connection of the pools that `concerns` names is closed. */
  async retire(concerns: (place: Place) => boolean): Promise<void> {
    const places = [...this.#occupants.values(), ...this.#waiters].map(({ place }) => place).filter(concerns)
    const leaving = [...this.#occupants.values()].filter(({ place }) => concerns(place))
    for (const key of new Set(places.map(({ key }) => key))) {
      this.#carryOut(this.#plan.retire(key, performance.now()), 'retired')
    }
    await Promise.all(leaving.map(({ client }) => client.gone))
  }

  destroyAll() {
    for (const { client } of this.#occupants.values()) client.destroy()
  }

  #carryOut(moves: Move<Waiter>[], reason: UnavailableReason = 'unreachable', cause?: unknown) {
    for (const move of moves) {
      if (move.move === 'open') void this.#open(move.seat, move.waiter.place)
      else if (move.move === 'grant') this.#grant(move.seat, move.waiter)
      // one error each: whoever catches it may add to it
      else if (move.move === 'refuse') move.waiter.refuse(new DatabaseUnavailable(reason, cause))
      else this.#close(move.seat, move.why)
    }
  }

  async #open(seat: Seat<Waiter>, place: Place) {
    const { applicationName, timeouts } = this.#options
    const started = performance.now()
    const client = new SeatedClient({
      ...place.address,
      application_name: applicationName,
      ...driverTimeouts(timeouts),
    })
    this.#occupants.set(seat, { place, client })
    client.on('error', () => this.#carryOut(this.#plan.broke(seat, performance.now())))
    try {
      await client.open((opened) => place.verify(opened), timeouts.connectMilliseconds)
      this.#tell({ event: 'connection-opened', key: place.key, milliseconds: performance.now() - started })
      this.#carryOut(this.#plan.opened(seat, performance.now()))
    } catch (error) {
      const { facts, cause } = whyNotConnected(error)
      this.#carryOut(this.#plan.failed(seat, performance.now()), facts.reason, cause)
    }
    // only now: a seat gone before its opening has failed would look free, and be opened again for ever
    void client.gone.then(() => this.#forget(seat))
  }

  #grant(seat: Seat<Waiter>, waiter: Waiter) {
    const occupant = this.#occupants.get(seat)
    if (!occupant) return waiter.refuse(new DatabaseUnavailable('unreachable'))
    const { client } = occupant
    let leased = true
    client.release = (error) => {
      if (!leased) throw new Error('This connection was released before; release it once.')
      leased = false
      this.#carryOut(this.#plan.returned(seat, !error && client.fit, performance.now()))
    }
    waiter.grant(client as PoolClient)
  }

  #close(seat: Seat<Waiter>, why: string) {
    const occupant = this.#occupants.get(seat)
    if (!occupant) return
    this.#tell({ event: 'connection-closed', key: occupant.place.key, why })
    if (why === 'broken') occupant.client.destroy()
    else occupant.client.leave()
  }

  #forget(seat: Seat<Waiter>) {
    const occupant = this.#occupants.get(seat)
    this.#occupants.delete(seat)
    if (occupant && seat.state === 'leased') {
      this.#tell({ event: 'connection-closed', key: occupant.place.key, why: 'broken' })
    }
    this.#carryOut(this.#plan.gone(seat, performance.now()))
  }

  #giveUp(waiter: Waiter) {
    waiter.refuse(new DatabaseUnavailable('no-seat'))
    this.#carryOut(this.#plan.withdraw(waiter, performance.now()))
  }

  #tell(event: Tellable) {
    this.#options.onEvent({ ...event, server: this.#options.server } as FleetEvent)
  }
}

type Tellable = FleetEvent extends infer E ? (E extends FleetEvent ? Omit<E, 'server'> : never) : never
