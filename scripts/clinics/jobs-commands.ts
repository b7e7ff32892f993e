import { type DeadLetter, dropDeadLetters, listDeadLetters, retryDeadLetters } from '@polyclinic/control'
import { answer, type CommandContext } from './command-context.ts'
import { table } from './table.ts'
import { type Chosen, everyPage, withChosen } from './with-chosen.ts'

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
  withChosen(context, chosen, { ...jobs, verb: retryDeadLetters, done: 'runs again' })

export const dropJobsCommand = (context: CommandContext, chosen: Chosen): Promise<void> =>
  withChosen(context, chosen, { ...jobs, verb: dropDeadLetters, done: 'is forgotten' })

const everyDeadLetter = (context: CommandContext): Promise<DeadLetter[]> =>
  everyPage(context, listDeadLetters)

const jobs = {
  noun: 'Job',
  each: everyDeadLetter,
  pattern: /^\d{1,18}$/,
  left: 'was not given up, so it was left as it is',
  none: 'No job was given up.',
}
