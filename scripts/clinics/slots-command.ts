import { type Clinic, findHorizon, generateSlots, topUpCalendar } from '@polyclinic/clinic'
import type { CalendarChange } from '@polyclinic/contract'
import { hintRelay } from '@polyclinic/control'
import { actorReference } from '@polyclinic/guard'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inEachClinic } from './in-each-clinic.ts'

export interface SlotsOptions {
  slugs: string[]
  from?: string
  until?: string
  concurrency: number
}

/** Brings calendars to what shifts and closures say. */
export async function generateSlotsCommand(context: CommandContext, options: SlotsOptions): Promise<void> {
  const { results, left } = await inEachClinic(
    context,
    { ...options, done: 'brought up' },
    async (clinic) => {
      const change = await generate(clinic, options)
      await hintRelay(context.installation.provisioner.database, clinic.id)
      return change
    },
  )
  const failed = results.filter((result) => 'error' in result)
  answer(context, { results, notBegun: left }, [
    ...results.map((result) =>
      'error' in result
        ? `${result.clinic} · failed · ${result.error}`
        : `${result.clinic} · ${result.added} added, ${result.removed} removed, ${result.displaced} displaced, ${result.restored} restored`,
    ),
    `${results.length - failed.length} brought up, ${failed.length} failed${left ? `, ${left} not begun` : ''}.`,
  ])
  if (failed.length > 0) process.exitCode = exitCodes.failed
}

async function generate(clinic: Clinic, { from, until }: SlotsOptions): Promise<CalendarChange> {
  const { database } = clinic
  if (from === undefined && until === undefined) return topUpCalendar(database, actorReference(commandLine))
  const horizon = await findHorizon(database)
  return generateSlots(clinic, commandLine, { from: from ?? horizon.from, to: until ?? horizon.to })
}
