import { listRegisteredClinics, migrateClinic, runOperation } from '@polyclinic/control'
import { explain } from '../installation/explain.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inParallel } from './in-parallel.ts'
import { showProgress } from './progress.ts'

interface MigrateResult {
  clinic: string
  verdict: 'migrated' | 'newest' | 'elsewhere' | 'failed'
  error?: string
}

/** Stops to begin new ones once this many have failed in a row: what fails everywhere should not be tried everywhere. */
const failuresTolerated = 5

export async function migrateCommand(
  context: CommandContext,
  options: { slugs: string[]; concurrency: number },
): Promise<void> {
  const slugs = options.slugs.length > 0 ? options.slugs : await everySlug(context)
  const stop = new AbortController()
  context.interrupted.addEventListener('abort', () => stop.abort())
  const results: MigrateResult[] = []
  let failedInARow = 0
  const progress = showProgress(slugs.length, 'migrated')
  await inParallel(slugs, options.concurrency, stop.signal, async (clinic) => {
    const result = await migrateOne(context, clinic)
    failedInARow = result.verdict === 'failed' ? failedInARow + 1 : 0
    if (failedInARow >= failuresTolerated) stop.abort()
    results.push(result)
    progress.step()
  })
  progress.end()
  report(context, results, slugs.length)
}

async function migrateOne({ installation }: CommandContext, clinic: string): Promise<MigrateResult> {
  try {
    const operation = await migrateClinic(installation.provisioner, commandLine, clinic)
    if (!operation) return { clinic, verdict: 'newest' }
    const attempt = await runOperation(installation.provisioner, operation)
    return { clinic, verdict: attempt === 'elsewhere' ? 'elsewhere' : 'migrated' }
  } catch (error) {
    return { clinic, verdict: 'failed', error: explain(error) }
  }
}

async function everySlug({ installation }: CommandContext): Promise<string[]> {
  const slugs: string[] = []
  let cursor: string | undefined
  do {
    const page = await listRegisteredClinics(installation.provisioner, commandLine, { limit: 500, cursor })
    slugs.push(...page.items.filter(({ state }) => state !== 'provisioning').map(({ slug }) => slug))
    cursor = page.next
  } while (cursor)
  return slugs
}

function report(context: CommandContext, results: readonly MigrateResult[], total: number): void {
  const failed = results.filter(({ verdict }) => verdict === 'failed')
  const count = (verdict: string) => results.filter((result) => result.verdict === verdict).length
  const left = total - results.length
  answer(context, { results, notBegun: left }, [
    ...failed.map(({ clinic, error }) => `${clinic} · failed · ${error}`),
    `${count('migrated')} migrated, ${count('newest')} already newest, ${failed.length} failed${left ? `, ${left} not begun` : ''}.`,
  ])
  if (failed.length > 0) process.exitCode = exitCodes.failed
}
