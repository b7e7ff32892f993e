import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, authorise } from '@polyclinic/guard'
import { DatabaseUnavailable, type Queryable } from '@polyclinic/postgres'
import { refuseTime } from '../booking/index.ts'
import type { Clinic } from '../clinic.ts'
import { type BookingCall, type BookingRow, callBookings, callEndingLapsed } from '../coalescing/index.ts'
import { finishRequest, takeRequest } from './request-queries.ts'

/**
 * Works off the bookings that wait, longest first, each in a transaction of its own: the booking and the end of its
 * request commit together, so that whoever is killed in between leaves it waiting, and none is made twice. One that
 * cannot be worked off is passed over.
 * @param signal begin nothing more once it is given
 * @returns how many ended
 * @throws what the first one failed with that was passed over, when all others have ended
 */
export async function workOffRequests(clinic: Clinic, actor: Actor, signal?: AbortSignal): Promise<number> {
  authorise(actor, 'appointment.tend', clinic)
  const failed = new Map<string, unknown>()
  for (let ended = 0; ; ) {
    const worked = signal?.aborted ? undefined : await workOffNext(clinic, failed)
    if (worked === 'ended') ended += 1
    else if (worked !== 'again') {
      for (const error of failed.values()) throw error
      return ended
    }
  }
}

/** @param failed those to pass over; one that fails is added */
async function workOffNext(
  clinic: Clinic,
  failed: Map<string, unknown>,
): Promise<'ended' | 'again' | undefined> {
  let taken: string | undefined
  try {
    return await clinic.database.transaction(async (tx) => {
      const request = await takeRequest(tx, [...failed.keys()])
      taken = request?.id
      return request && workOff(clinic, tx, request)
    })
  } catch (error) {
    if (error instanceof InTheWay) await error.clear(clinic)
    else if (taken === undefined || error instanceof DatabaseUnavailable) throw error
    else failed.set(taken, error)
    return 'again'
  }
}

async function workOff(
  clinic: Clinic,
  tx: Queryable,
  { id, call }: { id: string; call: BookingCall },
): Promise<'ended'> {
  const row = await bookWithin(tx, call)
  if (row.outcome === 'lapsed' || row.outcome === 'contended') throw new InTheWay(row.outcome, call)
  if (row.facts && (row.outcome === 'booked' || row.outcome === 'replayed')) {
    await finishRequest(tx, id, { appointmentId: row.facts.id })
  } else {
    const { code, message: detail, facts } = await refuseTime(clinic, row, wantedBy(call), tx)
    await finishRequest(tx, id, { problem: { code, detail, facts: { ...facts } } })
  }
  return 'ended'
}

/** Something passing is in the way of a booking: its transaction ends, which frees its locks, and it is tried again. */
class InTheWay extends Error {
  readonly #what: 'lapsed' | 'contended'
  readonly #call: BookingCall

  constructor(what: 'lapsed' | 'contended', call: BookingCall) {
    super(what)
    this.#what = what
    this.#call = call
  }

  async clear({ database }: Clinic): Promise<void> {
    const { slot_id: slot } = this.#call
    if (this.#what === 'lapsed') await callEndingLapsed(database, slot ? [slot] : undefined)
    else await pause(Math.random() * 50)
  }
}

/** Not through the lanes: it must commit with the end of the request. */
async function bookWithin(tx: Queryable, call: BookingCall): Promise<BookingRow> {
  const [row] = await callBookings(tx, [call])
  if (!row) throw new Error('a booking got no row')
  return row
}

const wantedBy = (call: BookingCall) => ({
  holdId: call.hold_id,
  slotId: call.slot_id,
  startsAt: call.starts_at,
  doctors: call.doctor_ids,
  specialty: call.specialty,
  visitType: call.visit_type,
})
