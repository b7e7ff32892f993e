import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../installation/read-settings.ts'

/** Runs one test file by itself, longer than the suite would; what it prints goes straight to the terminal. */
export async function runTests(file: string, environment: Readonly<Record<string, string>>): Promise<number> {
  const runner = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [runner, 'run', file, '--disableConsoleIntercept'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
