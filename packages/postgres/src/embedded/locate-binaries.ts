import { execFile } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import type { ServerAccount } from './choose-server-account.ts'
import { copyBinaries } from './copy-binaries.ts'
import { BinariesUnusable } from './embedded-postgres-errors.ts'
import { ensureMachineDirectory } from './ensure-machine-directory.ts'
import { serverEnvironment } from './server-environment.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** The major version, such as `18`. */
  readonly major: string
}

const platform = `${process.platform}-${process.arch}`

/**
 * Finds the binaries that npm brought, and proves that the server's account can run them.
 * Where it cannot (a checkout below /root), gives a copy that it can.
 */
export async function locateBinaries(options: {
  account: ServerAccount | undefined
  machineDirectory: string
}): Promise<Binaries> {
  const { account, machineDirectory } = options
  const root = await installedRoot()
  completeLinks(root)
  const installed = await probe(root, account)
  if (typeof installed !== 'string') return installed
  if (!account) throw new BinariesUnusable({ platform, detail: installed })
  const version: string = JSON.parse(readFileSync(join(root, '..', 'package.json'), 'utf8')).version
  const copy = join(machineDirectory, `postgres-${version}-${platform}`)
  ensureMachineDirectory(machineDirectory)
  const kept = existsSync(copy) ? await probe(copy, account) : 'absent'
  if (typeof kept !== 'string') return kept
  copyBinaries(root, copy)
  const copied = await probe(copy, account)
  if (typeof copied !== 'string') return copied
  throw new BinariesUnusable({ platform, detail: copied })
}

async function installedRoot(): Promise<string> {
  try {
    const found: { postgres: string } = await import(`@embedded-postgres/${platform}`)
    return dirname(dirname(found.postgres))
  } catch {
    throw new BinariesUnusable({ platform, detail: 'no binaries are installed for it' })
  }
}

// an install that runs no scripts leaves the libraries without their short names
function completeLinks(root: string): void {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const link of links) {
    const target = join(root, '..', link.target)
    if (lstatSync(target, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), join(root, '..', link.source)), target)
    } catch (error) {
      // another start made it first; on a read-only disk the probe tells
      if (!['EEXIST', 'EACCES', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
}

/** The binaries below `root`, or what they said instead of their version. */
async function probe(root: string, account: ServerAccount | undefined): Promise<Binaries | string> {
  const postgres = join(root, 'bin', 'postgres')
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version'], {
      ...(account && { uid: account.uid, gid: account.gid }),
      cwd: '/',
      env: serverEnvironment,
    })
    const major = /(\d+)/.exec(stdout)?.[1]
    return major ? { postgres, initdb: join(root, 'bin', 'initdb'), major } : stdout.trim()
  } catch (error) {
    const { stderr, code } = error as { stderr?: string; code?: string | number }
    return stderr?.trim().split('\n')[0] || `it ended with ${code}`
  }
}
