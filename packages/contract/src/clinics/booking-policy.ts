import { z } from 'zod'
import { localTime } from '../words.ts'

export const noticeChannel = z.enum(['email', 'sms'])

/** A clinic's rules for booking. Minutes and days are real time, counted from the database's own clock. */
export const bookingPolicy = z.strictObject({
  holdSeconds: z.int().min(30).max(3600),
  minimumNoticeMinutes: z.int().min(0).max(43_200),
  horizonDays: z.int().min(1).max(365),
  cancelUntilMinutes: z.int().min(0).max(43_200).describe('How long before the visit a patient may cancel'),
  rescheduleUntilMinutes: z.int().min(0).max(43_200),
  openAppointmentsPerPatient: z.int().min(1).max(100),
  reminderOffsetsMinutes: z.array(z.int().min(5).max(43_200)).max(5),
  confirmation: z.enum(['automatic', 'by_staff']),
  overrideBy: z.enum(['admin', 'staff']).describe('Who books beyond these rules: the admin, or staff too'),
  waitlistOfferMinutes: z
    .int()
    .min(1)
    .max(2_880)
    .describe('How long a freed time is held for who waits for it'),
  quietFrom: localTime.describe('Reminders and day lists rest from then; equal to the end: never'),
  quietUntil: localTime,
  noticeGraceSeconds: z
    .int()
    .min(0)
    .max(3_600)
    .describe('How long a message waits, so that what is undone at once is never told'),
  noticeChannels: z
    .array(noticeChannel)
    .max(2)
    .refine((channels) => new Set(channels).size === channels.length, { error: 'name each once' })
    .describe('By which ways the clinic sends messages; none: it sends none'),
})
export type BookingPolicy = z.infer<typeof bookingPolicy>

export const defaultBookingPolicy: BookingPolicy = {
  holdSeconds: 300,
  minimumNoticeMinutes: 60,
  horizonDays: 14,
  cancelUntilMinutes: 120,
  rescheduleUntilMinutes: 120,
  openAppointmentsPerPatient: 5,
  reminderOffsetsMinutes: [1440, 120],
  confirmation: 'automatic',
  overrideBy: 'admin',
  waitlistOfferMinutes: 60,
  quietFrom: '21:00',
  quietUntil: '08:00',
  noticeGraceSeconds: 60,
  noticeChannels: ['email', 'sms'],
}
