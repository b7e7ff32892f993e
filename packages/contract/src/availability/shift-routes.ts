import { z } from 'zod'
import { shiftFields } from '../clinics/manifest.ts'
import { describeEditing, editable, withCalendar } from '../editing.ts'
import { minutesIn } from './wall-clock.ts'

export const shiftForm = shiftFields
  .refine((form) => form.slotMinutes <= minutesIn(form), {
    path: ['slotMinutes'],
    error: 'is longer than the time from start to end',
  })
  .meta({ id: 'ShiftForm' })
export type ShiftForm = z.infer<typeof shiftForm>

export const shiftDocument = z
  .strictObject({ ...editable, ...shiftFields.shape, ...withCalendar })
  .meta({ id: 'Shift' })
export type ShiftDocument = z.infer<typeof shiftDocument>

export const shiftRoutes = describeEditing({
  one: 'Shift',
  many: 'Shifts',
  path: '/admin/shifts',
  tag: 'Availability',
  words: ['a shift', "the clinic's shifts: its named units of time"],
  doc: shiftDocument,
  form: shiftForm,
})
