import pg from 'pg'
import { DatabaseUnavailable, lostConnection, whyNotConnected } from './database-unavailable.ts'
import type { Queryable } from './database.ts'

const farewellMilliseconds = 1_000

/** A driver's client that survives its own death: it marks itself unfit, closes, and says when it is gone. */
export class SeatedClient extends pg.Client {
  /** Resolves when the socket is closed, whoever closed it. */
  readonly gone: Promise<void>
  release: (error?: Error | boolean) => void = () => {}
  #broken = false

  constructor(config: pg.ClientConfig) {
    super({ ...config, types: plainDates })
    this.gone = new Promise((resolve) => this.once('end', () => resolve()))
    // without a listener a connection ended by the server would end the process
    this.on('error', () => {
      this.#broken = true
    })
  }

  /** False when the next borrower must not get it: dead, or left inside a transaction. */
  get fit() {
    return !this.#broken && this.getTransactionStatus() === 'I'
  }

  /** Connects and asks `verify` within the limit; else throws `DatabaseUnavailable` and is gone. */
  async open(verify: (client: Queryable) => Promise<void>, limitMilliseconds: number) {
    let late = false
    const limit = setTimeout(() => {
      late = true
      this.destroy()
    }, limitMilliseconds)
    try {
      await this.connect().catch((error: unknown) => Promise.reject(whyNotConnected(error)))
      await verify(this).catch((error: unknown) => Promise.reject(whyNotTheRightOne(error)))
      if (!this.fit) throw new DatabaseUnavailable('unreachable')
    } catch (error) {
      this.destroy()
      throw late ? new DatabaseUnavailable('timeout', error) : error
    } finally {
      clearTimeout(limit)
    }
  }

  // the driver's query has a dozen overloads; only a promise can be explained here
  override query(...args: any[]): any {
    const result = (super.query as (...args: unknown[]) => unknown).apply(this, args)
    return result instanceof Promise ? result.catch((error: unknown) => this.#explain(error)) : result
  }

  /** Says goodbye; a server that does not answer is cut off. */
  leave() {
    const limit = setTimeout(() => this.destroy(), farewellMilliseconds)
    void this.gone.then(() => clearTimeout(limit))
    this.end().catch(() => this.destroy())
  }

  destroy() {
    this.#broken = true
    this.connection.stream.destroy()
  }

  #explain(error: unknown): never {
    const lost = lostConnection(error)
    // after a read timeout the answer is still on its way: such a connection can serve nobody else
    if (lost) this.destroy()
    throw lost ?? error
  }
}

const whyNotTheRightOne = (error: unknown) =>
  lostConnection(error) ?? new DatabaseUnavailable('wrong-database', error)

// a date is a day on a calendar, not an instant: the driver would make it midnight in the process' zone
const plainDates = new pg.TypeOverrides()
plainDates.setTypeParser(pg.types.builtins.DATE, (day: string) => day)
plainDates.setTypeParser(1182 as number, (days: string) => pg.types.getTypeParser(1009 as never)(days))
