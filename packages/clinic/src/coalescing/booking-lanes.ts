import { Refusal } from '@polyclinic/contract'
import { type Database, DatabaseUnavailable } from '@polyclinic/postgres'
import type { BookingCall, BookingRow } from './booking-call.ts'
import { callBookings } from './booking-queries.ts'

export interface LaneRules {
  /** Statements of one clinic under way at a time */
  readonly lanes: number
  /** Calls in one statement */
  readonly most: number
  /** Calls that may wait; more are refused. */
  readonly waiting: number
}

export const defaultLanes: LaneRules = { lanes: 2, most: 32, waiting: 1_000 }

interface Waiting {
  readonly call: BookingCall
  readonly place: string
  readonly settle: PromiseWithResolvers<BookingRow>
}

/**
 * Sends the bookings of one clinic that arrive together in one statement. A lone one goes at once; what arrives while
 * all lanes are busy waits for the next statement. That is also the admission control of a hot slot: its callers share
 * one statement instead of queueing at its lock with a connection each.
 */
export class BookingLanes {
  readonly #database: Database
  readonly #rules: LaneRules
  #waiting: Waiting[] = []
  #busy = 0
  /** What is being booked at this moment: another lane would only wait for it. */
  readonly #places = new Map<string, number>()

  constructor(database: Database, rules: LaneRules = defaultLanes) {
    this.#database = database
    this.#rules = rules
  }

  /**
   * @throws Refusal too-busy when too many wait; DatabaseUnavailable, and then nothing is known of the call: repeating
   * it under its key is safe
   */
  submit(call: BookingCall): Promise<BookingRow> {
    if (this.#waiting.length >= this.#rules.waiting) throw new Refusal('too-busy', { retryAfter: 1 })
    const place = call.slot_id ?? call.hold_id ?? `any ${call.starts_at}`
    const waiting = { call, place, settle: Promise.withResolvers<BookingRow>() }
    this.#waiting.push(waiting)
    this.#send()
    return waiting.settle.promise
  }

  #send(): void {
    while (this.#busy < this.#rules.lanes && this.#waiting.length > 0) {
      const batch = this.#takeBatch()
      if (batch.length === 0) return
      this.#busy += 1
      for (const { place } of batch) this.#places.set(place, (this.#places.get(place) ?? 0) + 1)
      void this.#work(batch)
    }
  }

  #takeBatch(): Waiting[] {
    const batch: Waiting[] = []
    const left: Waiting[] = []
    for (const each of this.#waiting) {
      const takes = batch.length < this.#rules.most && !this.#places.has(each.place)
      ;(takes ? batch : left).push(each)
    }
    this.#waiting = left
    return batch
  }

  async #work(batch: Waiting[]): Promise<void> {
    try {
      const rows = await callBookings(
        this.#database,
        batch.map(({ call }) => call),
      )
      for (const [nth, { settle }] of batch.entries()) {
        const row = rows[nth]
        if (row) settle.resolve(row)
        else settle.reject(new Error('a booking got no row'))
      }
    } catch (error) {
      await this.#fail(batch, error)
    } finally {
      this.#busy -= 1
      for (const { place } of batch) this.#leave(place)
      this.#send()
    }
  }

  /** One call's error must not be the others': alone, each fails or succeeds by itself. */
  async #fail(batch: Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1 || error instanceof DatabaseUnavailable || isWaitInVain(error)) {
      const reason = isWaitInVain(error) ? waitedInVain() : error
      for (const { settle } of batch) settle.reject(reason)
      return
    }
    for (const each of batch) {
      await callBookings(this.#database, [each.call]).then(
        ([row]) => row && each.settle.resolve(row),
        (own: unknown) => this.#fail([each], own),
      )
    }
  }

  #leave(place: string): void {
    const left = (this.#places.get(place) ?? 1) - 1
    if (left === 0) this.#places.delete(place)
    else this.#places.set(place, left)
  }
}

// something holds the doctor or the slots for longer than a caller waits: nothing was written
const isWaitInVain = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '55P03'
const waitedInVain = () =>
  new Refusal('clinic-unavailable', { retryAfter: 1 }, 'The calendar is being changed right now.')
