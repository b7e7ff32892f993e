import { resolve } from 'node:path'
import { onboardClinic, readManifest, runOperation } from '@polyclinic/control'
import { explain } from '../installation/explain.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'

/** Every file is tried; one that fails does not stop the others. */
export async function onboardCommand(context: CommandContext, files: string[]): Promise<void> {
  const results: { file: string; clinic?: string; verdict: string; error?: string }[] = []
  for (const file of files) {
    if (context.interrupted.aborted) break
    results.push(await onboardFile(context, file))
  }
  answer(
    context,
    results,
    results.map(
      ({ file, clinic, verdict, error }) =>
        `${verdict.padEnd(10)} ${clinic ?? file}${error ? `: ${error}` : ''}`,
    ),
  )
  if (results.some(({ error }) => error)) process.exitCode = exitCodes.failed
}

async function onboardFile({ installation, settings }: CommandContext, file: string) {
  const { provisioner } = installation
  try {
    const manifest = await readManifest(resolve(settings.callerDirectory, file))
    const { verdict, operationId } = await onboardClinic(provisioner, commandLine, manifest)
    const clinic = manifest.slug
    if (verdict === 'unchanged') return { file, clinic, verdict }
    const attempt = await runOperation(provisioner, operationId)
    if (attempt === 'elsewhere') return { file, clinic, verdict: 'elsewhere' }
    return { file, clinic, verdict: verdict === 'begun' ? 'onboarded' : 'resumed' }
  } catch (error) {
    return { file, verdict: 'failed', error: explain(error) }
  }
}
