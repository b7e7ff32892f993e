/** What the run's global setup hands to each test file, through vitest's `inject`. */
export interface TestServers {
  /** The superuser's address of the `postgres` database. */
  readonly adminUrl: string
  /** Undefined where this machine has no Redis: tests that need one skip. */
  readonly redisUrl: string | undefined
  /** The names of the migrated databases that `freshDatabase` clones. */
  readonly controlTemplate: string
  readonly clinicTemplate: string
  /** Where the server's log is kept during the run. */
  readonly serverLogFile: string
}

declare module 'vitest' {
  interface ProvidedContext extends TestServers {}
}
