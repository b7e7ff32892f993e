import { createHash } from 'node:crypto'
import { enqueueJobs, listRegisteredClinics } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask, type Task } from '../queue/task.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
const atOnce = 500

/**
 * Every night: one job a clinic that takes bookings, spread over some time, so that no server has to fill all its
 * calendars at once.
 * @param spreadSeconds an hour unless told
 */
export function topUpCalendars(spreadSeconds = 3_600): Task {
  return defineTask({
    name: 'top-up-calendars',
    limitSeconds: 120,
    payload: z.looseObject({}),
    async run({ control, log }, _payload, signal) {
      let count = 0
      let cursor: string | undefined
      do {
        signal.throwIfAborted()
        const page = await listRegisteredClinics(control, worker, { state: 'active', limit: atOnce, cursor })
        await control.database.transaction((tx) =>
          enqueueJobs(
            tx,
            page.items.map(({ id }) => jobFor(id, spreadSeconds)),
          ),
        )
        count += page.items.length
        cursor = page.next
      } while (cursor !== undefined)
      log.info({ clinics: count }, 'the calendars will be topped up')
    },
  })
}

const jobFor = (clinicId: string, spreadSeconds: number) => ({
  task: 'top-up-calendar',
  payload: { clinicId },
  key: `top-up-calendar:${clinicId}`,
  // one that runs at this moment sees the same calendar
  whileUnderWay: 'leave' as const,
  afterSeconds: placeInLine(clinicId) * spreadSeconds,
})

/** The same every night, evenly spread: from 0 up to 1. */
const placeInLine = (clinicId: string): number =>
  createHash('sha256').update(clinicId).digest().readUInt32BE() / 2 ** 32
