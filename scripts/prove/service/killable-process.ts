import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../installation/read-settings.ts'

export interface KillableProcess extends AsyncDisposable {
  /** Lines of its log from `warn` on, through all its lives; the newest thousand. */
  readonly log: readonly string[]
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** Another one in its place, once it is ready. */
  start(): Promise<void>
}

const longestLog = 1_000
const patienceMilliseconds = 120_000

/** A process of ours that a proof may kill; it ends with us however we end. @param main from the root */
export async function startKillable(
  main: string,
  environment: Readonly<Record<string, string>>,
): Promise<KillableProcess> {
  const log: string[] = []
  const notice = (line: string) => {
    if (log.push(line) > longestLog) log.shift()
  }
  let running: Running | undefined
  const start = async () => {
    const deadline = Date.now() + patienceMilliseconds
    // while the database is away it ends with a sentence, and whoever watches over it starts it again
    do running = await spawnUntilReady(main, environment, notice)
    while (!running && Date.now() < deadline)
    if (!running) throw new Error(`${main} did not start: ${log.slice(-5).join('\n')}`)
  }
  const kill = async () => {
    running?.child.kill('SIGKILL')
    await running?.ended
  }
  await start()
  return { log, kill, start, [Symbol.asyncDispose]: kill }
}

interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<unknown>
}

/** @returns nothing where it ended before it was ready */
async function spawnUntilReady(
  main: string,
  environment: Readonly<Record<string, string>>,
  notice: (line: string) => void,
): Promise<Running | undefined> {
  const child = spawn(process.execPath, [join(root, main)], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    env: { LOG_LEVEL: 'warn', PATH: process.env['PATH'], ...environment, POLYCLINIC_TIED_TO_PARENT: '1' },
  })
  const ended = once(child, 'exit')
  child.stdin?.on('error', () => {})
  for (const input of [child.stdout, child.stderr]) if (input) createInterface({ input }).on('line', notice)
  const ready = once(child, 'message').then(() => true)
  return (await Promise.race([ready, ended.then(() => false)])) ? { child, ended } : undefined
}
