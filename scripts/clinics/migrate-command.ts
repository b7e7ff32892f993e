import { listRegisteredClinics, migrateClinic, runOperation } from '@polyclinic/control'
import { explain } from '../installation/explain.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inParallel } from './in-parallel.ts'
import { showProgress } from './progress.ts'
import { gaveUpSentence, stopAfterFailures } from './stop-after-failures.ts'

interface MigrateResult {
  clinic: string
  verdict: 'migrated' | 'newest' | 'elsewhere' | 'failed'
  error?: string
}

export async function migrateCommand(
  context: CommandContext,
  options: { slugs: string[]; concurrency: number },
): Promise<void> {
  const slugs = options.slugs.length > 0 ? options.slugs : await everySlug(context)
  const failures = stopAfterFailures(context.interrupted)
  const results: MigrateResult[] = []
  const progress = showProgress(slugs.length, 'migrated')
  await inParallel(slugs, options.concurrency, failures.signal, async (clinic) => {
    const result = await migrateOne(context, clinic)
    failures.note(result.verdict === 'failed')
    results.push(result)
    progress.step()
  })
  progress.end()
  report(context, results, slugs.length)
  if (failures.gaveUp) process.stderr.write(`${gaveUpSentence}\n`)
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
