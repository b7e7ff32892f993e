import { z } from 'zod'
import { code, identifier, instant, localDate, localTime } from '../words.ts'

/** What every answer about a visit tells: with whom, what for, whose, and when by the clock on the clinic's wall. */
export const visitFacts = {
  doctor: z.strictObject({ id: identifier, name: z.string() }),
  visitType: z.strictObject({ code, name: z.string() }),
  patientId: identifier,
  startsAt: instant,
  endsAt: instant,
  localDate,
  localTime,
  timeZone: z.string(),
}
