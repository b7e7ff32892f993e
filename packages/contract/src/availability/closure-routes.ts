import { z } from 'zod'
import { describeEditing, editable, withCalendar } from '../editing.ts'
import { plannedDate } from '../words.ts'

const fields = z.strictObject({
  firstDay: plannedDate,
  lastDay: plannedDate.describe('Included; at most 399 days after the first'),
  reason: z.string().trim().min(1).max(200).optional(),
})
const day = 86_400_000

export const closureForm = fields
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, {
    path: ['lastDay'],
    error: 'lies before the first day',
  })
  .refine(({ firstDay, lastDay }) => Date.parse(lastDay) - Date.parse(firstDay) < 400 * day, {
    path: ['lastDay'],
    error: 'is more than 399 days after the first',
  })
  .meta({ id: 'ClosureForm' })
export type ClosureForm = z.infer<typeof closureForm>

export const closureDocument = z
  .strictObject({ ...editable, ...fields.shape, ...withCalendar })
  .meta({ id: 'Closure' })
export type ClosureDocument = z.infer<typeof closureDocument>

export const closureRoutes = describeEditing({
  one: 'Closure',
  many: 'Closures',
  path: '/admin/closures',
  tag: 'Availability',
  words: ['days on which the clinic is closed', 'when the clinic is closed'],
  doc: closureDocument,
  form: closureForm,
})
