import { type CacheAdapter, MikroORM, type Options } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Database } from '../pools/index.ts'
import { LeasingDriver } from './leasing-driver.ts'

export type Entities = NonNullable<Options<LeasingDriver>['entities']>

let created = 0

/** MikroORM over any number of databases of one schema: entities are discovered once, here. */
export class SharedOrm {
  readonly #orm: MikroORM<LeasingDriver>
  // one light driver a database, for as long as somebody holds that database's handle
  readonly #drivers = new WeakMap<Database, LeasingDriver>()

  constructor(entities: Entities) {
    this.#orm = new MikroORM<LeasingDriver>({
      entities,
      driver: LeasingDriver,
      dbName: 'none',
      // the default creates a missing database on its first query
      ensureDatabase: false,
      // the cache is shared by all databases: it would hand one's rows to another
      resultCache: { adapter: ForgetfulCache },
      // two ORMs of one name join each other's transactions through the async context
      contextName: `shared-orm-${++created}`,
      discovery: { checkDuplicateTableNames: true },
    })
  }

  get metadata() {
    return this.#orm.getMetadata()
  }

  /** A unit of work of its own over that database: one a request, never shared between two. */
  entityManager(database: Database): EntityManager {
    return this.#driverOf(database).createEntityManager(false)
  }

  async close(): Promise<void> {
    await this.#orm.close(true)
  }

  #driverOf(database: Database): LeasingDriver {
    const known = this.#drivers.get(database)
    if (known) return known
    const driver = new LeasingDriver(this.#orm.config, this.#orm.driver.getPlatform(), database)
    driver.setMetadata(this.metadata)
    this.#drivers.set(database, driver)
    return driver
  }
}

// MikroORM's own null adapter answers `null`, which its reader takes for a cached "no such row"
class ForgetfulCache implements CacheAdapter {
  get<T>(): T | undefined {
    return undefined
  }
  set() {}
  remove() {}
  clear() {}
}
