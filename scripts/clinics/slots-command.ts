import { ClinicOpener, findHorizon, generateSlots, topUpCalendar } from '@polyclinic/clinic'
import type { CalendarChange } from '@polyclinic/contract'
import { ClinicDirectory, listRegisteredClinics } from '@polyclinic/control'
import { actorReference } from '@polyclinic/guard'
import { PoolFleet } from '@polyclinic/postgres'
import { explain } from '../installation/explain.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inParallel } from './in-parallel.ts'
import { showProgress } from './progress.ts'

export interface SlotsOptions {
  slugs: string[]
  from?: string
  until?: string
  concurrency: number
}

interface SlotsResult extends Partial<CalendarChange> {
  clinic: string
  error?: string
}

/** With the rights of the clinics' own roles; one that fails does not stop the others. */
export async function generateSlotsCommand(context: CommandContext, options: SlotsOptions): Promise<void> {
  const { provisioner } = context.installation
  const slugs = options.slugs.length > 0 ? options.slugs : await activeSlugs(context)
  const directory = new ClinicDirectory(provisioner)
  const fleet = new PoolFleet({
    seatsPerServer: options.concurrency * 2,
    seatsPerDatabase: 1,
    applicationName: 'polyclinic-clinics',
    // a year of a large clinic takes longer than a request may
    timeouts: { statementMilliseconds: 120_000, queryMilliseconds: 121_000 },
  })
  const clinics = new ClinicOpener(fleet, provisioner.vault)
  const results: SlotsResult[] = []
  const progress = showProgress(slugs.length, 'brought up')
  try {
    await inParallel(slugs, options.concurrency, context.interrupted, async (slug) => {
      const opened = async () => clinics.open(await directory.require('slug', slug))
      results.push(await resultOf(slug, opened, options))
      progress.step()
    })
  } finally {
    progress.end()
    await fleet.close()
    await clinics.close()
  }
  report(context, results, slugs.length)
}

async function resultOf(
  clinic: string,
  open: () => Promise<ReturnType<ClinicOpener['open']>>,
  { from, until }: SlotsOptions,
): Promise<SlotsResult> {
  try {
    const opened = await open()
    const { database } = opened
    if (from === undefined && until === undefined) {
      return { clinic, ...(await topUpCalendar(database, actorReference(commandLine))) }
    }
    const horizon = await findHorizon(database)
    const range = { from: from ?? horizon.from, to: until ?? horizon.to }
    return { clinic, ...(await generateSlots(opened, commandLine, range)) }
  } catch (error) {
    return { clinic, error: explain(error) }
  }
}

async function activeSlugs({ installation }: CommandContext): Promise<string[]> {
  const slugs: string[] = []
  let cursor: string | undefined
  do {
    const page = await listRegisteredClinics(installation.provisioner, commandLine, {
      state: 'active',
      limit: 500,
      cursor,
    })
    slugs.push(...page.items.map(({ slug }) => slug))
    cursor = page.next
  } while (cursor)
  return slugs
}

function report(context: CommandContext, results: readonly SlotsResult[], total: number): void {
  const failed = results.filter(({ error }) => error)
  const left = total - results.length
  answer(context, { results, notBegun: left }, [
    ...results.map(({ clinic, error, added, removed, displaced, restored }) =>
      error
        ? `${clinic} · failed · ${error}`
        : `${clinic} · ${added} added, ${removed} removed, ${displaced} displaced, ${restored} restored`,
    ),
    `${results.length - failed.length} brought up, ${failed.length} failed${left ? `, ${left} not begun` : ''}.`,
  ])
  if (failed.length > 0) process.exitCode = exitCodes.failed
}
