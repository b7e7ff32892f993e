import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestFleet } from './install-test-fleet.ts'
import { testKeys } from './test-keys.ts'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface ApiProcess extends AsyncDisposable {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** The port it listens on; throws with its own words when it ends instead. */
  readonly port: Promise<number>
}

export type Environment = Readonly<Record<string, string | undefined>>

export const mainFile = fileURLToPath(new URL('../main.ts', import.meta.url))

/** What leads a process to an installation; on any free port. */
export const environmentOf = ({ adminUrl, name }: TestFleet): Environment => ({
  DATABASE_URL: adminUrl,
  POLYCLINIC_CONTROL_DATABASE: name,
  POLYCLINIC_KEYS: testKeys,
  POLYCLINIC_PUBLIC_URL: 'http://api.test',
  PORT: '0',
})

/** Runs the API as a process of its own, with nothing of our environment. */
export function startApiProcess(environment: Environment): ApiProcess {
  const child = spawn(process.execPath, [mainFile], {
    env: { ...environment } as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const listening = Promise.withResolvers<number>()
  child.stdout.on('data', (chunk) => {
    stdout += chunk
    const port = /"port":(\d+)/.exec(stdout)?.[1]
    if (port) listening.resolve(Number(port))
  })
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    listening.reject(new Error(`It ended with ${code}: ${stderr}`))
    return { code, signal, stdout, stderr }
  })
  listening.promise.catch(() => {})
  return {
    child,
    ended,
    port: listening.promise,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
