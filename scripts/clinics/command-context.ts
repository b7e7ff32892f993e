import type { Actor } from '@polyclinic/guard'
import { diskFull, type Installation, openInstallation } from '../installation/open-installation.ts'
import { exitCodes } from './exit-codes.ts'
import type { Settings } from '../installation/read-settings.ts'

/** Who acts when the command line does. */
export const commandLine: Actor = { kind: 'system', name: 'command-line' }

export interface CommandContext {
  readonly installation: Installation
  readonly settings: Settings
  readonly json: boolean
  /** Set once the person has asked to stop: begin nothing new. */
  readonly interrupted: AbortSignal
}

/** Opens the installation for one command and closes it whatever happens. */
export async function withInstallation(
  settings: Settings,
  interrupted: AbortSignal,
  options: { json?: boolean },
  run: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const installation = await openInstallation(settings, { applicationName: 'polyclinic-clinics' })
  try {
    await run({ installation, settings, interrupted, json: options.json === true })
  } catch (error) {
    throw installation.diskWasFull ? diskFull() : error
  } finally {
    await installation.close({ onWaiting: () => process.stderr.write(waitingSentence) })
  }
  if (!installation.diskWasFull || process.exitCode === exitCodes.done) return
  process.stderr.write(`${diskFull().message}\n`)
}

const waitingSentence =
  'Another process still works with the database server that this command started: it stays until that is done.\n'

/** Writes the command's answer: JSON for programs, lines for people. */
export function answer(context: CommandContext, json: unknown, lines: readonly string[]): void {
  process.stdout.write(
    context.json ? `${JSON.stringify(json, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''),
  )
}
