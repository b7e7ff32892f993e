import { z } from 'zod'
import { weekday } from '../clinics/manifest.ts'
import { describeEditing, editable, withCalendar } from '../editing.ts'
import { identifier, plannedDate } from '../words.ts'

const fields = z.strictObject({
  shift: identifier,
  weekdays: z
    .array(weekday)
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, { error: 'names a weekday twice' }),
  validFrom: plannedDate.optional().describe('First day; from ever when absent'),
  validUntil: plannedDate.optional().describe('Last day, included; for ever when absent'),
})

export const assignmentForm = fields
  .refine(({ validFrom = '', validUntil = '9' }) => validFrom <= validUntil, {
    path: ['validUntil'],
    error: 'lies before the first day',
  })
  .meta({ id: 'AssignmentForm' })
export type AssignmentForm = z.infer<typeof assignmentForm>

export const assignmentDocument = z
  .strictObject({ ...editable, doctor: identifier, ...fields.shape, ...withCalendar })
  .meta({ id: 'Assignment' })
export type AssignmentDocument = z.infer<typeof assignmentDocument>

export const ofDoctor = z.strictObject({ doctor: identifier })

export const assignmentRoutes = describeEditing({
  one: 'Assignment',
  many: 'Assignments',
  path: '/doctors/{doctor}/shifts',
  tag: 'Availability',
  words: ["a doctor's shift", 'which shifts a doctor works, and on which weekdays'],
  params: ofDoctor,
  doc: assignmentDocument,
  form: assignmentForm,
})
