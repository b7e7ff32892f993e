import { type Clinic, readOutbox, settleOutbox } from '@polyclinic/clinic'
import { CarriedElsewhere, enqueueJobs, relayJob, setAsideEvents } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { z } from 'zod'
import { defineTask, type TaskContext } from '../queue/task.ts'
import { openForWork } from './open-for-work.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
const atOnce = 200
/** Meanwhile another worker is at the same clinic. */
const againSeconds = 0.25

/** Carries what has happened at one clinic into the control plane, until nothing is left. */
export const relayOutbox = defineTask({
  name: 'relay-outbox',
  limitSeconds: 60,
  payload: z.strictObject({ clinicId: z.uuid() }),
  async run(context, { clinicId }, signal) {
    const clinic = await openForWork(context, clinicId)
    if (!clinic) return
    try {
      while ((await carryPage(context, clinic)) === atOnce) signal.throwIfAborted()
    } catch (error) {
      if (!(error instanceof CarriedElsewhere)) throw error
      // nobody waits here for another: one clinic with a long way to go would take every worker
      await enqueueJobs(context.control.database, [relayJob(clinicId, againSeconds)])
    }
  },
})

/** @returns how many there were */
async function carryPage({ control, carrier, metrics, log }: TaskContext, clinic: Clinic): Promise<number> {
  const { events, unreadable } = await readOutbox(clinic, worker, atOnce)
  const ids = [...events, ...unreadable].map(({ id }) => id)
  if (ids.length === 0) return 0
  await setAsideEvents(control, worker, clinic.id, unreadable)
  const carried = await carrier.carry(clinic.id, events)
  await settleOutbox(clinic, worker, ids)
  metrics.eventsCarried({ ...carried, setAside: carried.setAside + unreadable.length })
  const fault = { clinic: clinic.id, see: 'npm run clinics -- events list' }
  for (const { id: event } of unreadable) log.error({ ...fault, event }, 'an event could not be read')
  for (const { eventId: event, error: err } of carried.faults) {
    log.error({ ...fault, event, err }, 'an event could not be carried over')
  }
  return ids.length
}
