import { createHash } from 'node:crypto'
import { enqueueJobs, listRegisteredClinics, type NewJob } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask, type Task, type TaskContext } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
const atOnce = 500

interface FanOut {
  readonly name: string
  readonly states: readonly ('active' | 'suspended' | 'archived')[]
  /** Over so long the jobs are spread, so that no server has to do all at once. */
  readonly spreadSeconds: number
  /** What the log says when they are queued */
  readonly says: string
  jobFor(clinicId: string, afterSeconds: number): NewJob
}

/** A task that queues one job for each clinic in one of these states. */
export function fanOut({ name, states, spreadSeconds, says, jobFor }: FanOut): Task {
  return defineTask({
    name,
    limitSeconds: 120,
    payload: z.looseObject({}),
    async run({ control, log }, _payload, signal) {
      let count = 0
      for (const state of states) {
        for await (const ids of clinicsIn(control, state, signal)) {
          const jobs = ids.map((id) => jobFor(id, placeInLine(id) * spreadSeconds))
          await control.database.transaction((tx) => enqueueJobs(tx, jobs))
          count += ids.length
        }
      }
      log.info({ clinics: count }, says)
    },
  })
}

async function* clinicsIn(
  control: TaskContext['control'],
  state: FanOut['states'][number],
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  let cursor: string | undefined
  do {
    signal.throwIfAborted()
    const page = await listRegisteredClinics(control, worker, { state, limit: atOnce, cursor })
    yield page.items.map(({ id }) => id)
    cursor = page.next
  } while (cursor !== undefined)
}

/** The same every time, evenly spread: from 0 up to 1. */
const placeInLine = (clinicId: string): number =>
  createHash('sha256').update(clinicId).digest().readUInt32BE() / 2 ** 32
