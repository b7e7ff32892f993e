import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

export interface TetheredProcess {
  /** The program's own process number. */
  readonly pid: number
  /** Settles when the program and all its children are gone, for whatever reason. */
  readonly ended: Promise<void>
  /** Sends the stop signal and waits for the end. Safe to call twice. */
  stop(): Promise<void>
}

export interface Tether {
  readonly program: string
  readonly flags: readonly string[]
  readonly stopSignal: 'INT' | 'TERM'
  readonly environment?: Readonly<Record<string, string>>
  readonly account?: { readonly uid: number; readonly gid: number } | undefined
  /** Called with each line that the program writes to its standard error. */
  readonly onLine?: (line: string) => void
}

// `read` returns when our end of the pipe closes: when we stop, exit, or are killed outright.
// The shell lets go of its own standard error, so that the stream's end means the program's.
const watchdog = `
  signal=$1; shift
  "$0" "$@" </dev/null >/dev/null & program=$!
  trap : INT TERM HUP
  echo $program
  exec >/dev/null 2>&1
  read -r _
  kill -s $signal $program
  wait $program`

/** Runs a program that does not outlive this process, however this process ends. */
export async function spawnTethered(tether: Tether): Promise<TetheredProcess> {
  const { program, flags, stopSignal, environment, account, onLine } = tether
  const child = spawn('/bin/sh', ['-c', watchdog, program, stopSignal, ...flags], {
    cwd: '/',
    env: { ...environment },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  const exited = new Promise<void>((settle) => child.once('exit', () => settle()))
  const silent = new Promise<void>((settle) => child.stderr.once('close', () => settle()))
  child.stdin.on('error', () => {})
  createInterface({ input: child.stderr }).on('line', (line) => onLine?.(line))
  const pid = await firstNumber(child)
  // nothing of it keeps this process alive
  const handles = [child, child.stdin as unknown as Socket, child.stderr as unknown as Socket]
  for (const handle of handles) handle.unref()
  const ended = silent.then(() => {
    child.stdin.destroy()
    return exited
  })
  return {
    pid,
    ended,
    async stop() {
      for (const handle of handles) handle.ref()
      child.stdin.destroy()
      await ended
    },
  }
}

function firstNumber(child: ChildProcess): Promise<number> {
  return new Promise((settle, fail) => {
    let said = ''
    child.once('error', fail)
    child.stdout?.on('data', (chunk) => {
      said += chunk
    })
    child.stdout?.once('close', () => settle(Number(said.trim())))
  })
}
