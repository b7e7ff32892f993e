import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../installation/read-settings.ts'

/** The builder's memory is not ours to keep: it works in a process of its own, and beside what else starts. */
export async function buildWebApart(): Promise<boolean> {
  const child = spawn(process.execPath, [join(root, 'scripts/web/main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  let complaint = ''
  child.stdout.on('data', (text) => (told += text))
  child.stderr.on('data', (text) => (complaint += text))
  const [code] = await once(child, 'close')
  if (code !== 0)
    throw new ScreensNotBuilt(`The screens could not be built: ${complaint.trim().split('\n')[0]}`)
  return !told.includes('already')
}

export class ScreensNotBuilt extends Error {
  readonly code = 'screens-not-built'
}
