import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '@polyclinic/postgres'
import { root } from '../../installation/read-settings.ts'

export interface ProvenApi extends AsyncDisposable {
  readonly port: number
  /** Lines of its log from `warn` on, through all its lives; the newest thousand. */
  readonly log: readonly string[]
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** A new process on the same port, once it listens. */
  start(): Promise<void>
}

const longestLog = 1_000
const patienceMilliseconds = 30_000

/** The API as a process of its own that a proof may kill; it ends with us however we end. */
export async function startApi(environment: Readonly<Record<string, string>>): Promise<ProvenApi> {
  const port = await freePort()
  const log: string[] = []
  const notice = (line: string) => {
    if (log.push(line) > longestLog) log.shift()
  }
  let running: Running | undefined
  const start = async () => {
    const deadline = Date.now() + patienceMilliseconds
    // while the database is away it ends with a sentence, and whoever watches over it starts it again
    do running = await spawnApi({ ...environment, PORT: String(port) }, notice)
    while (!running && Date.now() < deadline)
    if (!running) throw new Error(`The API did not start: ${log.slice(-5).join('\n')}`)
  }
  const kill = async () => {
    running?.child.kill('SIGKILL')
    await running?.ended
  }
  await start()
  return { port, log, kill, start, [Symbol.asyncDispose]: kill }
}

interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<unknown>
}

/** @returns nothing where it ended before it listened */
async function spawnApi(
  environment: Readonly<Record<string, string>>,
  notice: (line: string) => void,
): Promise<Running | undefined> {
  const child = spawn(process.execPath, [join(root, 'apps/api/src/main.ts')], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    env: { LOG_LEVEL: 'warn', PATH: process.env['PATH'], ...environment, POLYCLINIC_TIED_TO_PARENT: '1' },
  })
  const ended = once(child, 'exit')
  child.stdin?.on('error', () => {})
  for (const input of [child.stdout, child.stderr]) if (input) createInterface({ input }).on('line', notice)
  const ready = once(child, 'message').then(() => true)
  return (await Promise.race([ready, ended.then(() => false)])) ? { child, ended } : undefined
}
