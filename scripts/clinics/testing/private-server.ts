import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@polyclinic/postgres'

export interface PrivateServer extends AsyncDisposable {
  readonly adminUrl: string
  /** For a process' own files: POLYCLINIC_DATA. */
  readonly data: string
  /** The environment that leads a process of ours to this server. */
  readonly environment: Readonly<Record<string, string>>
  /** Ends the server abruptly or in order; `start` brings it back on the same port. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** What is thrown away needs no durability. */
export const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
}

/** A temporary folder that the database server's account can pass. */
export function temporaryFolder(): { path: string } & Disposable {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'polyclinic-private-')))
  chmodSync(path, 0o711)
  return {
    path,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** A Postgres of one's own, for what concerns a whole server: its roles, its databases, its death. */
export async function startPrivateServer(
  settings: Readonly<Record<string, string | number>> = throwaway,
  onLog?: (line: string) => void,
): Promise<PrivateServer> {
  const folder = temporaryFolder()
  const launch = (port?: number) =>
    startEmbeddedPostgres({
      dataDirectory: join(folder.path, 'postgres'),
      settings,
      port,
      ...(onLog && { onLog }),
    })
  let server: EmbeddedPostgres = await launch()
  const { port } = server
  return {
    adminUrl: server.adminUrl(),
    data: folder.path,
    environment: { DATABASE_URL: server.adminUrl(), POLYCLINIC_DATA: folder.path },
    stop: () => server.stop(),
    async start() {
      server = await launch(port)
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      folder[Symbol.dispose]()
    },
  }
}
