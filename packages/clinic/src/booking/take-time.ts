import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '@polyclinic/contract'
import type { Clinic } from '../clinic.ts'
import { type BookingCall, type BookingRow, callEndingLapsed } from '../coalescing/index.ts'

const mostAttempts = 20

/**
 * Books or holds, asking again where only something passing was in the way: holds whose time is over, which are cleared
 * first, or somebody else who is at it and may yet be refused.
 */
export async function takeTime(
  clinic: Pick<Clinic, 'bookings' | 'database'>,
  call: BookingCall,
): Promise<BookingRow> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const row = await clinic.bookings.submit(call)
    if (row.outcome === 'lapsed')
      await callEndingLapsed(clinic.database, call.slot_id ? [call.slot_id] : undefined)
    else if (row.outcome === 'contended') await pause(Math.random() * 5 * attempt)
    else return row
  }
  throw new Refusal('clinic-unavailable', { retryAfter: 1 }, 'Too many are at these times right now.')
}
