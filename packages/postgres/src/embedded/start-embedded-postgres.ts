import { resolve } from 'node:path'
import { adminUrlOf } from './admin-url.ts'
import { chooseServerAccount, type ServerAccount } from './choose-server-account.ts'
import { clearStalePostmaster } from './clear-stale-postmaster.ts'
import { PortTaken, ServerNotStarted } from './embedded-postgres-errors.ts'
import { freePort, isPortFree } from './free-port.ts'
import { initialiseDataDirectory } from './initialise-data-directory.ts'
import { type LaunchedPostmaster, launchPostmaster } from './launch-postmaster.ts'
import { type Binaries, locateBinaries } from './locate-binaries.ts'
import { placeDataDirectory } from './place-data-directory.ts'
import { readOrMakePassword } from './superuser-password.ts'
import { settledPostmaster } from './settled-postmaster.ts'

export interface EmbeddedPostgres {
  readonly port: number
  /** True where another process already served the data directory; `stop` then leaves it running. */
  readonly adopted: boolean
  /** The superuser's address of one database, `postgres` unless told. Holds the password. */
  adminUrl(database?: string): string
  /** Ends the server in order (sessions are cut, nothing is lost). Safe to call twice. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Made where absent. The superuser's password is kept beside it in `<dataDirectory>.password`. */
  readonly dataDirectory: string
  /** A port of 127.0.0.1; any free one where undefined. */
  readonly port?: number | undefined
  /** Server settings by their names in postgresql.conf; they win over the defaults. */
  readonly settings?: Readonly<Record<string, string | number>>
  /** Called with each line of the server's log, and with what the launcher itself has to say. */
  readonly onLog?: (line: string) => void
  /** Where root keeps what the server's account could not reach in the checkout. */
  readonly machineDirectory?: string
}

interface Launch {
  readonly options: EmbeddedPostgresOptions
  readonly directory: string
  readonly binaries: Binaries
  readonly account: ServerAccount | undefined
}

const attempts = 5

/**
 * Starts PostgreSQL 18 on loopback over `dataDirectory`, or adopts the server that already runs there.
 * The server ends with this process, however that ends, and heals what a killed one left behind.
 * @throws PortTaken, BinariesUnusable, DataDirectoryUnusable, DataDirectoryOfAnotherVersion, ServerNotStarted
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const asked = resolve(options.dataDirectory)
  const machineDirectory = options.machineDirectory ?? '/var/lib/polyclinic'
  const account = chooseServerAccount(asked)
  const binaries = await locateBinaries({ account, machineDirectory })
  const directory = placeDataDirectory({ asked, account, machineDirectory, onLog: options.onLog })
  const password = readOrMakePassword({ asked, directory })
  await initialiseDataDirectory({
    directory,
    binaries,
    account,
    password,
    durable: options.settings?.['fsync'] !== 'off',
  })
  const launch = { options, directory, binaries, account }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const running = await settledPostmaster(directory)
    if (running) return adopted(running.port, password)
    const launched = await tryLaunch(launch, attempt === attempts)
    if (launched) return started(launched, password)
  }
  throw new ServerNotStarted({ directory, detail: 'other programs kept taking its place; try again' })
}

async function tryLaunch(launch: Launch, last: boolean): Promise<LaunchedPostmaster | undefined> {
  const { options, directory, binaries, account } = launch
  await clearStalePostmaster(directory)
  const port = options.port ?? (await freePort())
  if (!(await isPortFree(port))) {
    // a second starter of the same directory may have won the race and hold the port by right
    if (await settledPostmaster(directory)) return undefined
    throw new PortTaken({ port })
  }
  const launched = await launchPostmaster({
    binaries,
    directory,
    account,
    port,
    settings: options.settings ?? {},
    onLog: options.onLog ?? (() => {}),
  })
  if (launched.state === 'ready') return launched
  const { output } = launched
  if (/lock file ".*" already exists|is still in use/.test(output) && !last) return undefined
  if (/Address already in use|could not create any TCP\/IP sockets/.test(output)) {
    if (options.port === undefined && !last) return undefined
    throw new PortTaken({ port })
  }
  throw new ServerNotStarted({ directory, detail: reasonIn(output) })
}

function started(launched: LaunchedPostmaster, password: string): EmbeddedPostgres {
  const { port, stop } = launched
  return { port, adopted: false, adminUrl: adminUrlOf(port, password), stop }
}

function adopted(port: number, password: string): EmbeddedPostgres {
  return { port, adopted: true, adminUrl: adminUrlOf(port, password), stop: async () => {} }
}

function reasonIn(output: string): string {
  const lines = output.trim().split('\n')
  const fatal = lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
  return fatal.replace(/^.*(FATAL|PANIC):\s*/, '').replace(/\.$/, '')
}
