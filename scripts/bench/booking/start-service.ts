import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../installation/read-settings.ts'
import { type Arena, publicUrl } from './open-arena.ts'

export interface Service extends AsyncDisposable {
  readonly port: number
}

export interface ServiceOptions {
  /** Names the log file. */
  readonly name: string
  readonly environment?: Readonly<Record<string, string>>
  /** For node itself */
  readonly flags?: readonly string[]
}

/** The real API as a process of its own, logging to a file as it does in production. */
export async function startApiService(
  arena: Pick<Arena, 'environment'>,
  options: ServiceOptions,
): Promise<Service> {
  const logFile = join(arena.environment['POLYCLINIC_DATA'] ?? '', `${options.name}.log`)
  const log = openSync(logFile, 'w')
  const child = fork(join(root, 'apps/api/src/main.ts'), {
    stdio: ['ignore', log, 'inherit', 'ipc'],
    execArgv: [...(options.flags ?? [])],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: arena.environment['DATABASE_URL'],
      POLYCLINIC_KEYS_FILE: join(arena.environment['POLYCLINIC_DATA'] ?? '', 'keys.json'),
      POLYCLINIC_PUBLIC_URL: publicUrl,
      PORT: '0',
      ...options.environment,
    },
  })
  closeSync(log)
  await readyOf(child)
  const port = Number(/"port":(\d+)/.exec(readFileSync(logFile, 'utf8'))?.[1])
  return serviceOver(child, port)
}

/** A minimal application on the same route, in a process of its own. */
export async function startBareService(arena: Arena): Promise<Service> {
  const child = fork(join(import.meta.dirname, 'bare-framework.ts'), {
    env: {
      ...process.env,
      ...arena.environment,
      BENCH_ENTRANCE: JSON.stringify(arena.entrance),
      BENCH_PATIENTS: JSON.stringify(arena.people.map(({ patientId }) => patientId)),
    },
  })
  return serviceOver(child, Number(await readyOf(child)))
}

async function readyOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a service ended with ${code} before it listened`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  return message
}

function serviceOver(child: ChildProcess, port: number): Service {
  return {
    port,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
