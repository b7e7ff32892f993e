import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { adminUrlOf } from './admin-url.ts'
import { livePostmaster } from './live-postmaster.ts'
import { realPathOf } from './place-data-directory.ts'
import { passwordFile } from './superuser-password.ts'

export interface RunningPostgres {
  readonly port: number
  readonly pid: number
  /** The superuser's address of one database, `postgres` unless told. Holds the password. */
  adminUrl(database?: string): string
}

/** The server that serves a data directory now, if one is ready and the caller may read its password. */
export function findRunningPostgres(dataDirectory: string): RunningPostgres | undefined {
  const asked = resolve(dataDirectory)
  try {
    const live = livePostmaster(realPathOf(asked))
    if (live?.status !== 'ready' || !live.launched) return undefined
    const password = readFileSync(passwordFile(asked), 'utf8').trim()
    return { port: live.port, pid: live.pid, adminUrl: adminUrlOf(live.port, password) }
  } catch {
    // no such directory, or another user's
    return undefined
  }
}
