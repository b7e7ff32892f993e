import { checkHistories } from '@polyclinic/clinic'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { inEachClinic } from './in-each-clinic.ts'

/** Rebuilds every appointment from its events and holds it against its row. */
export async function checkHistoriesCommand(
  context: CommandContext,
  options: { slugs: string[]; concurrency: number },
): Promise<void> {
  const { results, left } = await inEachClinic(context, { ...options, done: 'checked' }, (clinic) =>
    checkHistories(clinic, commandLine),
  )
  answer(context, { results, notBegun: left }, [
    ...results.flatMap((result) =>
      'error' in result
        ? [`${result.clinic} · failed · ${result.error}`]
        : [
            `${result.clinic} · ${result.appointments} appointments, ${result.differences.length} differences`,
            ...result.differences.map((difference) => `  ${difference}`),
          ],
    ),
    ...(left > 0 ? [`${left} not begun.`] : []),
  ])
  const wrong = results.some((result) => 'error' in result || result.differences.length > 0)
  if (wrong) process.exitCode = exitCodes.failed
}
