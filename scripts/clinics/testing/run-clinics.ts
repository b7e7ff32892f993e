import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../installation/read-settings.ts'

// dozens of processes that load the same modules: half of a short command's time
const compileCache = join(tmpdir(), `polyclinic-compiled-${process.getuid?.() ?? 0}`)

export interface Ended {
  /** The exit code; undefined where a signal ended it. */
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface RunningClinics {
  readonly child: ChildProcess
  /** What it has written to standard error up to now. */
  stderr(): string
  readonly ended: Promise<Ended>
}

export type Environment = Readonly<Record<string, string>>

/** Runs the operator's command line as a process of its own, with nothing of our environment but the PATH. */
export function startClinics(words: readonly string[], environment: Environment): RunningClinics {
  const child = spawn(process.execPath, [join(root, 'scripts/clinics/main.ts'), ...words], {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const ended = once(child, 'close').then(([code]): Ended => {
    const result = { code: (code as number | null) ?? undefined, stdout, stderr }
    if (/^ {4}at /m.test(stdout + stderr)) throw new Error(`A stack trace was shown:\n${stdout}${stderr}`)
    return result
  })
  return { child, stderr: () => stderr, ended }
}

/** Runs one command to its end. No output of any command may hold a stack trace. */
export const runClinics = (words: readonly string[], environment: Environment): Promise<Ended> =>
  startClinics(words, environment).ended
