import type { Database } from '../pools/index.ts'
import type { AuditEntry } from './audit-entry.ts'
import { insertAuditEntries } from './audit-queries.ts'
import type { AuditSpool } from './audit-spool.ts'

/** Neither the database nor the spool took the entries: what they tell of must not be shown. */
export class AuditUnwritable extends Error {
  readonly code = 'audit-unwritable'

  constructor(cause: unknown) {
    super('The access can be recorded neither in the database nor in the spool.', { cause })
    this.name = 'AuditUnwritable'
  }
}

/** Where the readings of one database are recorded: in itself, or while it takes nothing in the spool. */
export class AuditTrail {
  readonly #database: Database
  readonly #name: string
  readonly #spool: AuditSpool

  /** @param name whose entries they are in the spool: a clinic's id, or `control` */
  constructor(database: Database, name: string, spool: AuditSpool) {
    this.#database = database
    this.#name = name
    this.#spool = spool
  }

  /** @throws AuditUnwritable when there is no place left that keeps them */
  async record(entries: readonly AuditEntry[]): Promise<void> {
    try {
      await insertAuditEntries(this.#database, entries)
    } catch (cause) {
      await this.#spool.append(this.#name, entries, cause).catch((error: unknown) => {
        throw new AuditUnwritable(error)
      })
    }
  }
}
