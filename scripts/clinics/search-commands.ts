import { allDays, type Clinic, readFreeDays } from '@polyclinic/clinic'
import {
  compareFreeDays,
  findClinicBySlug,
  keepFreeDays,
  listMarkedClinics,
  markClinics,
} from '@polyclinic/control'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inEachClinic } from './in-each-clinic.ts'

interface SearchOptions {
  slugs: string[]
  concurrency: number
  /** Only what was marked before and not read yet */
  resume?: boolean
}

/**
 * Reads again what the search across clinics knows of them. What is to be read is noted first and goes with the reading:
 * whoever is interrupted carries on with `--resume`, and the worker does the rest otherwise.
 */
export async function rebuildSearchCommand(context: CommandContext, options: SearchOptions): Promise<void> {
  const { provisioner } = context.installation
  const slugs = options.resume ? await listMarkedClinics(provisioner, commandLine) : options.slugs
  if (options.resume && slugs.length === 0)
    return answer(context, { results: [], notBegun: 0 }, ['Nothing is left.'])
  if (!options.resume) await markAll(context, slugs)
  const { results, left } = await inEachClinic(context, { ...options, slugs, done: 'read' }, (clinic) =>
    rebuild(context, clinic),
  )
  const failed = results.filter((result) => 'error' in result)
  answer(context, { results, notBegun: left }, [
    ...results.map((result) =>
      'error' in result
        ? `${result.clinic} · failed · ${result.error}`
        : `${result.clinic} · ${result.written} rows written, ${result.removed} removed`,
    ),
    `${results.length - failed.length} read, ${failed.length} failed${left ? `, ${left} not begun: carry on with --resume` : ''}.`,
  ])
  if (failed.length > 0) process.exitCode = exitCodes.failed
}

async function markAll({ installation }: CommandContext, slugs: readonly string[]): Promise<void> {
  const { provisioner } = installation
  const named = await Promise.all(slugs.map((slug) => findClinicBySlug(provisioner.database, slug)))
  const ids = named.flatMap((clinic) => (clinic ? [clinic.id] : []))
  await markClinics(provisioner, commandLine, slugs.length > 0 ? ids : undefined)
}

async function rebuild({ installation }: CommandContext, clinic: Clinic) {
  const changed = await keepFreeDays(installation.provisioner, commandLine, clinic.id, (marked) =>
    readFreeDays(clinic, commandLine, marked),
  )
  // a worker was faster
  return changed ?? { written: 0, removed: 0 }
}

/** Holds what the search knows of each clinic against what the clinic says. */
export async function checkSearchCommand(context: CommandContext, options: SearchOptions): Promise<void> {
  const { provisioner } = context.installation
  const { results, left } = await inEachClinic(context, { ...options, done: 'checked' }, async (clinic) =>
    compareFreeDays(provisioner, commandLine, clinic.id, await readFreeDays(clinic, commandLine, allDays)),
  )
  answer(context, { results, notBegun: left }, [
    ...results.flatMap((result) =>
      'error' in result
        ? [`${result.clinic} · failed · ${result.error}`]
        : [
            `${result.clinic} · ${result.days} rows, ${result.differences.length} differences`,
            ...result.differences.map((difference) => `  ${difference}`),
          ],
    ),
    ...(left > 0 ? [`${left} not begun.`] : []),
  ])
  const wrong = results.some((result) => 'error' in result || result.differences.length > 0)
  if (wrong) process.exitCode = exitCodes.failed
}
