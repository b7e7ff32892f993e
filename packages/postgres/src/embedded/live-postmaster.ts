import { readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isRunning } from './is-running.ts'

export interface PostmasterFile {
  readonly pid: number
  readonly port: number
  /** Key and id of the System V segment that guards the directory; its sessions stay attached to it. */
  readonly sharedMemory: { readonly key: string; readonly id: string } | undefined
  readonly status: string
}

export interface LivePostmaster extends PostmasterFile {
  /** False where the process that launched it is gone, so that it is about to stop. */
  readonly launched: boolean
}

/** The setting by which a server tells who launched it. */
export const launcherSetting = 'polyclinic.launcher_pid'

/** Reads `postmaster.pid`, which a killed server leaves behind. */
export function readPostmasterFile(directory: string): PostmasterFile | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const [key, id] = (lines[6] ?? '').trim().split(/\s+/)
  return {
    pid: Math.abs(Number(lines[0])),
    port: Number(lines[3]),
    sharedMemory: key && id ? { key, id } : undefined,
    status: (lines[7] ?? '').trim(),
  }
}

/** The server that holds the data directory now. */
export function livePostmaster(directory: string): LivePostmaster | undefined {
  const file = readPostmasterFile(directory)
  if (!file || !isRunning(file.pid)) return undefined
  if (process.platform !== 'linux') return { ...file, launched: true }
  const [program = '', ...flags] = commandOf(file.pid)
  // after a restart of the machine the number may belong to any program
  if (basename(program) !== 'postgres') return undefined
  if (!flags.includes(directory) && workplaceOf(file.pid) !== directory) return undefined
  const launcher = flags.find((flag) => flag.startsWith(`${launcherSetting}=`))?.split('=')[1]
  return { ...file, launched: launcher === undefined || isRunning(Number(launcher)) }
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

function workplaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
