import { resolve } from 'node:path'
import { type HospitalVerdict, importClinic, judgeImport, readHospitals } from '@polyclinic/control'
import { explain } from '../installation/explain.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inParallel } from './in-parallel.ts'
import { showProgress } from './progress.ts'
import { SettingRefused } from '../installation/read-settings.ts'
import { gaveUpSentence, stopAfterFailures } from './stop-after-failures.ts'

export interface ImportOptions {
  file: string
  limit?: number
  dryRun?: boolean
  concurrency: number
  template: string
}

interface RowResult {
  line: number
  clinic?: string
  verdict: string
  reason?: string
  warnings?: readonly string[]
}

/** A row that is bad, or that fails, is reported with its line and does not stop the rest. */
export async function importCommand(context: CommandContext, options: ImportOptions): Promise<void> {
  const began = performance.now()
  const { templates } = context.installation.provisioner
  if (!templates.has(options.template)) {
    const names = [...templates.keys()].join(', ')
    throw new SettingRefused(`There is no template ${options.template}: choose one of ${names}.`)
  }
  const rows = await readHospitals(resolve(context.settings.callerDirectory, options.file), {
    ...(options.limit !== undefined && { limit: options.limit }),
    template: options.template,
  })
  const results: RowResult[] = []
  const failures = stopAfterFailures(context.interrupted)
  const progress = showProgress(rows.length, options.dryRun ? 'checked' : 'imported')
  await inParallel(rows, options.concurrency, failures.signal, async (row) => {
    const result = await resultOf(context, row, options.dryRun === true)
    if (row.ok) failures.note(result.verdict === 'failed')
    results.push(result)
    progress.step()
  })
  progress.end()
  results.sort((a, b) => a.line - b.line)
  report(context, results, rows.length, (performance.now() - began) / 1000)
  if (failures.gaveUp) process.stderr.write(`${gaveUpSentence}\n`)
}

async function resultOf(context: CommandContext, row: HospitalVerdict, dryRun: boolean): Promise<RowResult> {
  if (!row.ok) return { line: row.line, verdict: 'refused', reason: row.reason }
  const { line, manifest } = row
  const facts = { line, clinic: manifest.slug, ...(row.warnings.length > 0 && { warnings: row.warnings }) }
  try {
    const { provisioner } = context.installation
    const judge = dryRun ? judgeImport : importClinic
    return { ...facts, verdict: await judge(provisioner, commandLine, manifest) }
  } catch (error) {
    return { ...facts, verdict: 'failed', reason: explain(error) }
  }
}

function report(
  context: CommandContext,
  results: readonly RowResult[],
  total: number,
  seconds: number,
): void {
  const counts: Record<string, number> = {}
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1
  const left = total - results.length
  const notable = results.filter(({ reason, warnings }) => reason || warnings)
  const lines = [
    ...notable.map(({ line, clinic, verdict, reason, warnings }) =>
      [`line ${line}`, clinic, verdict, reason ?? warnings?.join(' ')].filter(Boolean).join(' · '),
    ),
    `${Object.entries(counts)
      .map(([verdict, n]) => `${n} ${verdict}`)
      .join(', ')}${left > 0 ? `, ${left} not begun` : ''} in ${seconds.toFixed(1)} s.`,
  ]
  answer(context, { counts, notBegun: left, seconds: Number(seconds.toFixed(1)), rows: results }, lines)
  if (counts['refused'] || counts['failed']) process.exitCode = exitCodes.failed
}
