import { setTimeout as pause } from 'node:timers/promises'
import type { ServerAccount } from './choose-server-account.ts'
import type { Binaries } from './locate-binaries.ts'
import { launcherSetting, readPostmasterFile } from './live-postmaster.ts'
import { serverEnvironment } from './server-environment.ts'
import { serverSettings } from './server-settings.ts'
import { spawnTethered, type TetheredProcess } from './spawn-tethered.ts'

export interface LaunchedPostmaster {
  readonly state: 'ready'
  readonly port: number
  stop(): Promise<void>
}

export interface FailedLaunch {
  readonly state: 'failed'
  /** What the server said before it ended. */
  readonly output: string
}

/** Runs the server and waits until it accepts connections, or has given up. */
export async function launchPostmaster(launch: {
  binaries: Binaries
  directory: string
  account: ServerAccount | undefined
  port: number
  settings: Readonly<Record<string, string | number>>
  onLog: (line: string) => void
}): Promise<LaunchedPostmaster | FailedLaunch> {
  const { directory, port, onLog } = launch
  let output = ''
  let starting = true
  const server = await spawnTethered({
    program: launch.binaries.postgres,
    flags: ['-D', directory, '-p', String(port), ...flagsOf(launch.settings)],
    stopSignal: 'INT',
    environment: serverEnvironment,
    account: launch.account,
    onLine(line) {
      if (starting) output += `${line}\n`
      onLog(line)
    },
  })
  const ready = await becomesReady(server, directory)
  starting = false
  return ready ? { state: 'ready', port, stop: server.stop } : { state: 'failed', output }
}

function flagsOf(settings: Readonly<Record<string, string | number>>): string[] {
  const all = { ...serverSettings, ...settings, [launcherSetting]: process.pid }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function becomesReady(server: TetheredProcess, directory: string): Promise<boolean> {
  let ended = false
  void server.ended.then(() => {
    ended = true
  })
  while (!ended) {
    const file = readPostmasterFile(directory)
    if (file?.pid === server.pid && file.status === 'ready') return true
    await pause(10)
  }
  return false
}
