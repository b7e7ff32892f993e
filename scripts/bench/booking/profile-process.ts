import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Arena } from './open-arena.ts'
import { startApiService } from './start-service.ts'

export interface ProcessProfile {
  /** How much of the time the process did nothing */
  readonly idle: number
  /** Parts of the time that it did something, most first */
  readonly entries: readonly { readonly name: string; readonly self: number }[]
}

interface CpuProfile {
  readonly nodes: readonly {
    id: number
    callFrame: { functionName: string; url: string; lineNumber: number }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Runs the load against an API that is being watched, and says where its time went. */
export async function profileProcess(
  arena: Arena,
  load: (port: number) => Promise<unknown>,
): Promise<ProcessProfile> {
  const folder = mkdtempSync(join(tmpdir(), 'polyclinic-profile-'))
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
  const api = await startApiService(arena, { name: 'profiled', flags })
  await load(api.port)
  await api[Symbol.asyncDispose]()
  const [file] = readdirSync(folder)
  const profile: CpuProfile = JSON.parse(readFileSync(join(folder, file ?? ''), 'utf8'))
  rmSync(folder, { recursive: true })
  return summed(profile)
}

function summed({ nodes, samples, timeDeltas }: CpuProfile): ProcessProfile {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const times = new Map<string, number>()
  let all = 0
  for (const [nth, id] of samples.entries()) {
    const name = names.get(id) ?? ''
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[nth] ?? 0))
    all += timeDeltas[nth] ?? 0
  }
  const idle = times.get('(idle)') ?? 0
  times.delete('(idle)')
  const entries = [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 20)
    .map(([name, time]) => ({ name, self: time / (all - idle) }))
  return { idle: idle / all, entries }
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName || '(anonymous)'
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  const inside = path.split('node_modules/').at(-1) ?? path
  const shown = inside === path ? basename(path) : inside
  return `${functionName || '(anonymous)'} ${shown}:${lineNumber + 1}`
}
