import { z } from 'zod'
import { identifier, instant, slug } from '../words.ts'

/** Another appointment of the same patient at the same time, as that patient or their guardian is told of it. */
export const overlap = z
  .strictObject({
    appointmentId: identifier,
    clinic: z.strictObject({ slug, name: z.string() }),
    doctor: z.strictObject({ name: z.string() }).optional(),
    held: z.boolean().describe('Only held so far'),
    startsAt: instant,
    endsAt: instant,
  })
  .meta({ id: 'Overlap' })
export type Overlap = z.infer<typeof overlap>

export const bookingWarning = z
  .strictObject({ code: z.literal('overlap'), ...overlap.shape })
  .meta({ id: 'BookingWarning' })
export type BookingWarning = z.infer<typeof bookingWarning>

/** For the patient and their guardian alone: no desk is told where else somebody has an appointment. */
export const warnings = z
  .array(bookingWarning)
  .optional()
  .describe(
    'The patient has something else at that time, at this clinic or another one. Absent for the desk, and where nobody could be asked in time',
  )
