/** The files of a migrations directory cannot be run as they are; the detail says why. */
export class MigrationFilesInvalid extends Error {
  override readonly name = 'MigrationFilesInvalid'
  readonly code = 'migration-files-invalid'
  readonly facts: { readonly file: string; readonly detail: string }

  constructor(facts: { file: string; detail: string }) {
    super(`${facts.file} ${facts.detail}.`)
    this.facts = facts
  }
}

/** A file is no longer what was applied. */
export class MigrationEdited extends Error {
  override readonly name = 'MigrationEdited'
  readonly code = 'migration-edited'
  readonly facts: { readonly file: string; readonly version: number }

  constructor(facts: { file: string; version: number }) {
    super(`${facts.file} was edited after it was applied; restore it and write a new migration instead.`)
    this.facts = facts
  }
}

/** A newer version of the code has migrated the database. */
export class DatabaseAhead extends Error {
  override readonly name = 'DatabaseAhead'
  readonly code = 'database-ahead'
  readonly facts: { readonly databaseVersion: number; readonly codeVersion: number }

  constructor(facts: { databaseVersion: number; codeVersion: number }) {
    super(
      `The database is at version ${facts.databaseVersion} and this code knows ${facts.codeVersion}: ` +
        'start a newer version of the code.',
    )
    this.facts = facts
  }
}

/** The server refused a migration. Its file is not in the ledger. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed'
  readonly code = 'migration-failed'
  readonly facts: {
    readonly file: string
    /** The line of the file, where the server named a position. */
    readonly line: number | undefined
    readonly serverMessage: string
    readonly sqlState: string | undefined
    /** False where earlier statements of the file stay. */
    readonly undone: boolean
  }

  constructor(facts: MigrationFailed['facts'], cause: unknown) {
    const place = facts.line === undefined ? facts.file : `${facts.file}, line ${facts.line},`
    const state = facts.undone ? 'nothing of it was kept' : 'what came before it in the file stays'
    super(`${place} failed and ${state}: ${facts.serverMessage}.`, { cause })
    this.facts = facts
  }
}

/** Another migrator has held the database for too long. */
export class MigratorBusy extends Error {
  override readonly name = 'MigratorBusy'
  readonly code = 'migrator-busy'
  readonly facts: { readonly waitedMilliseconds: number }

  constructor(facts: { waitedMilliseconds: number }) {
    super(
      `Another migrator has been at work on this database for ${Math.round(facts.waitedMilliseconds / 1000)} s: ` +
        'let it finish, or end its session, and try again.',
    )
    this.facts = facts
  }
}
