import { type FreeSlot, Refusal } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import { findMoves, freeSlotDocument, nearTimes, nearTimesWithin } from '../availability/index.ts'
import type { Clinic } from '../clinic.ts'

/** Why a time cannot be had, in the words of the database's functions. */
export interface RefusedTime {
  readonly outcome: string
  readonly facts: unknown
  readonly limit: string | null
}

interface Wanted {
  readonly holdId?: string | undefined
  readonly slotId?: string | undefined
  readonly startsAt?: string | undefined
  readonly doctors?: readonly string[] | undefined
  readonly specialty?: string | undefined
  readonly visitType?: string | undefined
}

/**
 * Turns a refused time into the problem that its caller sees, with what they can do instead.
 * @param tx where it is to be looked up, for who is in a transaction
 */
export async function refuseTime(
  clinic: Clinic,
  row: RefusedTime,
  wanted: Wanted,
  tx?: Queryable,
): Promise<Refusal> {
  switch (row.outcome) {
    case 'taken':
    case 'doctor-busy':
    case 'withdrawn':
      return new Refusal('slot-taken', { alternatives: await alternativesTo(clinic, wanted, tx) })
    case 'slot-held': {
      const until = new Date(row.limit ?? '').toISOString()
      return new Refusal('slot-held', { until, alternatives: await alternativesTo(clinic, wanted, tx) })
    }
    case 'hold-ended':
      return new Refusal('hold-ended', {})
    case 'slot-version-mismatch':
      return new Refusal('slot-version-mismatch', { current: row.facts })
    case 'slot-unknown':
      return new Refusal('not-found', {}, 'There is no such slot.')
    case 'hold-unknown':
      return new Refusal('not-found', {}, 'There is no such hold.')
    case 'doctor-unknown':
      return invalid('/doctorId', 'not a doctor of this clinic')
    case 'visit-type-unknown':
      return invalid('/visitType', 'not a visit type of this clinic')
    case 'patient-unknown':
    case 'patient-blocked':
    case 'idempotency-mismatch':
      return new Refusal(row.outcome, {})
    default: {
      const { limit, detail } = ruleOf(row)
      return new Refusal('outside-policy', { rule: row.outcome, limit }, detail)
    }
  }
}

const mostShown = 3

const invalid = (pointer: string, message: string) =>
  new Refusal('invalid-request', { issues: [{ pointer, message }] })

async function alternativesTo(clinic: Clinic, wanted: Wanted, tx?: Queryable): Promise<FreeSlot[]> {
  const { holdId, slotId, startsAt, doctors, specialty, visitType } = wanted
  if (holdId !== undefined) {
    const rows = await findMoves(tx ?? clinic.database, [holdId], mostShown)
    return rows.map((row) => freeSlotDocument(row, clinic.timeZone))
  }
  if (visitType === undefined || (slotId === undefined && startsAt === undefined)) return []
  const time = { slotId, startsAt, doctors, specialty, visitType }
  return tx ? nearTimesWithin(tx, clinic, time) : nearTimes(clinic, time)
}

function ruleOf({ outcome, limit }: RefusedTime): { limit: number; detail: string } {
  const detail = rules[outcome]?.(limit)
  if (detail === undefined) throw new Error(`nobody has said what "${outcome}" means to a caller`)
  return { limit: Number(limit ?? 0), detail }
}

const rules: Readonly<Record<string, (limit: string | null) => string>> = {
  'staff-only': () => 'Only the clinic itself books this visit. Please call.',
  'doctor-does-not': () => 'This doctor does not do this kind of visit.',
  'doctor-inactive': () => 'This doctor sees nobody at this clinic any more.',
  past: () => 'This time is over.',
  'minimum-notice': (limit) => `This clinic takes bookings until ${limit} minutes before the visit.`,
  horizon: (limit) => `This clinic takes bookings at most ${limit} days ahead.`,
  'daily-quota': (limit) => `This doctor does at most ${limit} such visits a day.`,
  'visit-too-long': (limit) => `This visit does not fit: the doctor has ${limit} minutes from then on.`,
  'open-appointments-per-patient': (limit) => `A patient may have ${limit} open appointments at this clinic.`,
  'reschedule-until': (limit) =>
    `This clinic lets patients move appointments until ${limit} minutes before the visit. Please call.`,
}
