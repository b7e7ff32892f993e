import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync } from 'node:fs'
import { realpathSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { ServerAccount } from './choose-server-account.ts'
import { DataDirectoryUnusable } from './embedded-postgres-errors.ts'
import { ensureMachineDirectory } from './ensure-machine-directory.ts'

/**
 * Gives the real path of the data directory, whose parents exist and can be passed by the server's
 * account. Where they cannot (a checkout below /root), the data lies in the machine's directory and
 * `asked` becomes a link to it, so that everyone else finds it where they expect it.
 */
export function placeDataDirectory(options: {
  asked: string
  account: ServerAccount | undefined
  machineDirectory: string
  onLog?: ((line: string) => void) | undefined
}): string {
  const { asked, account, machineDirectory, onLog } = options
  makeParents(asked, account)
  const placed = realPathOf(asked)
  if (!account || canEnter(dirname(placed), account)) return placed
  if (existsSync(placed) && readdirSync(placed).length > 0) {
    const detail = `cannot be reached by the account ${account.name}: let others pass its parents (chmod o+x)`
    throw new DataDirectoryUnusable({ directory: placed, detail })
  }
  const moved = linkToMachineDirectory(asked, machineDirectory)
  onLog?.(
    `The data lies in ${moved}, linked from ${asked}, because the account ${account.name} cannot enter ` +
      `${dirname(placed)}.`,
  )
  return moved
}

/** Follows a link even where what it names is gone, so that it is made again there. */
export function realPathOf(asked: string): string {
  const directory = join(realpathSync(dirname(asked)), basename(asked))
  if (!lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink()) return directory
  return existsSync(directory)
    ? realpathSync(directory)
    : resolve(dirname(directory), readlinkSync(directory))
}

function makeParents(asked: string, account: ServerAccount | undefined): void {
  const made = mkdirSync(dirname(asked), { recursive: true })
  if (!made || !account) return
  // root's umask may have closed what the server's account has to pass
  for (let each = dirname(asked); each.length >= made.length; each = dirname(each)) chmodSync(each, 0o711)
}

function canEnter(directory: string, { uid, gid }: ServerAccount): boolean {
  const entered = spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { uid, gid, cwd: '/', stdio: 'ignore' })
  return entered.status === 0
}

function linkToMachineDirectory(asked: string, machineDirectory: string): string {
  ensureMachineDirectory(machineDirectory)
  const home = join(machineDirectory, `data-${randomBytes(6).toString('hex')}`)
  mkdirSync(home, { mode: 0o755 })
  chmodSync(home, 0o755)
  // for whoever finds the directory later and wonders
  writeFileSync(join(home, 'linked-from'), `${asked}\n`)
  if (existsSync(asked)) rmdirSync(asked)
  try {
    symlinkSync(join(home, 'postgres'), asked)
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return realPathOf(asked)
}
