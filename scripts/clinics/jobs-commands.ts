import { type DeadLetter, dropDeadLetters, listDeadLetters, retryDeadLetters } from '@polyclinic/control'
import { SettingRefused } from '../installation/read-settings.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { table } from './table.ts'

interface Chosen {
  ids: string[]
  all?: boolean
}

export async function listJobsCommand(context: CommandContext): Promise<void> {
  const jobs = await everyDeadLetter(context)
  const rows = jobs.map(({ id, task, clinic, payload, attempts, queuedAt, error }) => [
    id,
    task,
    clinic ?? JSON.stringify(payload),
    String(attempts),
    queuedAt,
    error ?? '',
  ])
  const lines = table(['job', 'task', 'clinic', 'attempts', 'queued', 'failed with'], rows)
  answer(context, jobs, jobs.length > 0 ? lines : ['No job was given up.'])
}

export const retryJobsCommand = (context: CommandContext, chosen: Chosen): Promise<void> =>
  withChosen(context, chosen, retryDeadLetters, 'runs again')

export const dropJobsCommand = (context: CommandContext, chosen: Chosen): Promise<void> =>
  withChosen(context, chosen, dropDeadLetters, 'is forgotten')

async function withChosen(
  context: CommandContext,
  { ids, all }: Chosen,
  verb: typeof retryDeadLetters,
  outcome: string,
): Promise<void> {
  if (ids.length > 0 === (all === true)) throw new SettingRefused('Name the jobs, or say --all.')
  const wrong = ids.find((id) => !/^\d{1,18}$/.test(id))
  if (wrong !== undefined) throw new SettingRefused(`${wrong} is not the number of a job: list shows them.`)
  const named = all ? (await everyDeadLetter(context)).map(({ id }) => id) : ids
  const done = await verb(context.installation.provisioner, commandLine, named)
  const unknown = named.filter((id) => !done.includes(id))
  answer(context, { done, unknown }, [
    ...done.map((id) => `Job ${id} ${outcome}.`),
    ...unknown.map((id) => `Job ${id} was not given up, so it was left as it is.`),
    ...(named.length === 0 ? ['No job was given up.'] : []),
  ])
  if (unknown.length > 0) process.exitCode = exitCodes.failed
}

async function everyDeadLetter({ installation }: CommandContext): Promise<DeadLetter[]> {
  const jobs: DeadLetter[] = []
  let cursor: string | undefined
  do {
    const page = await listDeadLetters(installation.provisioner, commandLine, { limit: 500, cursor })
    jobs.push(...page.items)
    cursor = page.next
  } while (cursor)
  return jobs
}
