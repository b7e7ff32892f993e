import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { ServerAccount } from './choose-server-account.ts'
import { DataDirectoryOfAnotherVersion, DataDirectoryUnusable } from './embedded-postgres-errors.ts'
import { ServerNotStarted } from './embedded-postgres-errors.ts'
import type { Binaries } from './locate-binaries.ts'
import { isRunning } from './is-running.ts'
import { serverEnvironment } from './server-environment.ts'

export interface Initialisation {
  readonly directory: string
  readonly binaries: Binaries
  readonly account: ServerAccount | undefined
  readonly password: string
  /** False leaves out the sync to disk, for tests. */
  readonly durable: boolean
}

/**
 * Makes the data directory unless it is there: beside it first, then by one rename, so that a kill in
 * the middle leaves nothing that a next start would trust.
 */
export async function initialiseDataDirectory(initialisation: Initialisation): Promise<void> {
  const { directory, binaries, account } = initialisation
  removeLeftovers(directory)
  const content = contentOf(directory)
  if (content.includes('PG_VERSION')) return refuseAnotherVersion(directory, binaries)
  if (content.length > 0) {
    const detail = 'holds files that are not a database: choose another, or empty it'
    throw new DataDirectoryUnusable({ directory, detail })
  }
  const workplace = `${directory}.initialising-${process.pid}-${randomBytes(4).toString('hex')}`
  const data = join(workplace, 'data')
  const passwordFile = join(workplace, 'password')
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    writeFileSync(passwordFile, initialisation.password, { mode: 0o600 })
    if (account) for (const path of [workplace, data, passwordFile]) chownSync(path, account.uid, account.gid)
    await runInitdb(initialisation, data, passwordFile)
    moveIntoPlace(data, directory)
  } finally {
    rmSync(workplace, { recursive: true, force: true, maxRetries: 3 })
  }
}

function contentOf(directory: string): string[] {
  const found = statSync(directory, { throwIfNoEntry: false })
  if (!found) return []
  const self = process.getuid?.() ?? 0
  if (self !== 0 && found.uid !== self) {
    const detail = 'belongs to another user: start as that user, or choose another directory'
    throw new DataDirectoryUnusable({ directory, detail })
  }
  return readdirSync(directory)
}

function refuseAnotherVersion(directory: string, binaries: Binaries): void {
  const found = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (found !== binaries.major) {
    throw new DataDirectoryOfAnotherVersion({ directory, found, expected: binaries.major })
  }
}

function removeLeftovers(directory: string): void {
  const prefix = `${basename(directory)}.initialising-`
  for (const name of readdirSync(dirname(directory))) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue
    rmSync(join(dirname(directory), name), { recursive: true, force: true, maxRetries: 3 })
  }
}

async function runInitdb(initialisation: Initialisation, data: string, passwordFile: string): Promise<void> {
  const { account, binaries, directory, durable } = initialisation
  const flags = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  flags.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  flags.push('--no-instructions')
  if (!durable) flags.push('--no-sync')
  else if (process.platform === 'linux') flags.push('--sync-method=syncfs')
  const identity = account && { uid: account.uid, gid: account.gid }
  try {
    await promisify(execFile)(binaries.initdb, flags, { ...identity, cwd: '/', env: serverEnvironment })
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.split('\n') ?? []
    const detail = said.find((line) => /error:|FATAL:/.test(line)) ?? (error as Error).message
    throw new ServerNotStarted({ directory, detail: detail.trim() })
  }
}

function moveIntoPlace(data: string, directory: string): void {
  try {
    renameSync(data, directory)
  } catch (error) {
    // a second starter came first, with the same password
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
