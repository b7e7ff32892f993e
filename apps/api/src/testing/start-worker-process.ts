import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '@polyclinic/postgres'
import type { Environment } from './start-api-process.ts'

export interface WorkerProcess extends AsyncDisposable {
  /** Everything it has written up to now */
  readonly log: string
  metrics(): Promise<string>
  /** Lets it finish what it has begun. */
  stop(): Promise<void>
}

const mainFile = fileURLToPath(new URL('../../../worker/src/main.ts', import.meta.url))

/** Runs the worker as a process of its own; resolves when it takes jobs. */
export async function startWorkerProcess(environment: Environment): Promise<WorkerProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, [mainFile], {
    env: { ...environment, POLYCLINIC_WORKER_PORT: String(port) } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let log = ''
  const note = (chunk: Buffer) => void (log += chunk.toString())
  child.stdout?.on('data', note)
  child.stderr?.on('data', note)
  const ended = once(child, 'close')
  const refused = ended.then(([code]) => {
    throw new Error(`The worker ended with ${code}: ${log}`)
  })
  await Promise.race([once(child, 'message'), refused])
  refused.catch(() => {})
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await ended
  }
  return {
    get log() {
      return log
    },
    metrics: async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
    stop: end('SIGTERM'),
    [Symbol.asyncDispose]: end('SIGKILL'),
  }
}
