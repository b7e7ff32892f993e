import {
  type Configuration,
  type Dictionary,
  type DriverException,
  ExceptionConverter,
} from '@mikro-orm/core'
import {
  createPostgreSqlTypeParsers,
  PostgreSqlConnection,
  PostgreSqlDriver,
  PostgreSqlPlatform,
} from '@mikro-orm/postgresql'
import type { PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Database, DatabaseUnavailable } from '../pools/index.ts'
import { leasingDialect } from './leasing-dialect.ts'

/** MikroORM's driver for one database of many: a connection of its own over metadata and platform of all. */
export class LeasingDriver extends PostgreSqlDriver {
  protected override readonly platform: LeasingPlatform
  protected override readonly connection: LeasingConnection

  constructor(config: Configuration, platform = new LeasingPlatform(), database?: Database) {
    super(config)
    this.platform = platform
    this.connection = new LeasingConnection(config)
    this.connection.database = database
  }

  override getPlatform(): LeasingPlatform {
    return this.platform
  }
}

class LeasingConnection extends PostgreSqlConnection {
  database: Database | undefined

  override createKyselyDialect(): PostgresDialect {
    if (!this.database) throw new Error('Ask for an entity manager by `entityManager(database)`.')
    return leasingDialect(this.database, (this.getPlatform() as LeasingPlatform).types)
  }
}

export class LeasingPlatform extends PostgreSqlPlatform {
  /** MikroORM reads dates and times from their text; the driver's own parsing would depend on the zone. */
  readonly types = new pg.TypeOverrides()
  readonly #converter = new UnavailableStays(super.getExceptionConverter())

  constructor() {
    super()
    const parsers = createPostgreSqlTypeParsers((text) => this.unmarshallArray(text))
    for (const [oid, parse] of Object.entries(parsers)) this.types.setTypeParser(Number(oid), parse)
  }

  override getExceptionConverter(): ExceptionConverter {
    return this.#converter
  }
}

class UnavailableStays extends ExceptionConverter {
  readonly #converter: ExceptionConverter

  constructor(converter: ExceptionConverter) {
    super()
    this.#converter = converter
  }

  // dressed as a DriverException it would lose its class and its place in the caller's `instanceof`
  override convertException(error: Error & Dictionary): DriverException {
    return error instanceof DatabaseUnavailable ? (error as never) : this.#converter.convertException(error)
  }
}
