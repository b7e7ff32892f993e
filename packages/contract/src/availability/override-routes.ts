import { z } from 'zod'
import { wallClockRange } from '../clinics/manifest.ts'
import { describeEditing, editable, withCalendar } from '../editing.ts'
import { identifier, plannedDate } from '../words.ts'
import { ofDoctor } from './assignment-routes.ts'
import { minutesIn, stretchesMeet, stretchOf } from './wall-clock.ts'

type Hours = { from: string; until: string }

const fields = z.strictObject({
  date: plannedDate,
  hours: z
    .array(z.strictObject(wallClockRange))
    .max(12)
    .superRefine(refuseOverlap)
    .describe('Instead of the shifts; none means off'),
  slotMinutes: z.int().min(5).max(480).default(30),
  capacity: z.int().min(1).max(200).default(1),
  note: z.string().trim().min(1).max(300).optional(),
})

export const overrideForm = fields.superRefine(refuseShortHours).meta({ id: 'OverrideForm' })
export type OverrideForm = z.infer<typeof overrideForm>

export const overrideDocument = z
  .strictObject({ ...editable, doctor: identifier, ...fields.shape, ...withCalendar })
  .meta({ id: 'Override' })
export type OverrideDocument = z.infer<typeof overrideDocument>

export const overrideRoutes = describeEditing({
  one: 'Override',
  many: 'Overrides',
  path: '/doctors/{doctor}/overrides',
  tag: 'Availability',
  words: ["a doctor's own hours on one day, or a day off", "a doctor's days with hours of their own"],
  params: ofDoctor,
  doc: overrideDocument,
  form: overrideForm,
})

function refuseOverlap(hours: Hours[], context: z.RefinementCtx<Hours[]>): void {
  const stretches = hours.map(stretchOf)
  stretches.forEach((one, index) => {
    const earlier = stretches.slice(0, index).findIndex((other) => stretchesMeet(one, other))
    if (earlier === -1) return
    const message = `overlaps the hours at position ${earlier + 1}`
    context.addIssue({ code: 'custom', path: [index], message })
  })
}

function refuseShortHours(
  form: { hours: Hours[]; slotMinutes: number },
  context: z.RefinementCtx<unknown>,
): void {
  form.hours.forEach((range, index) => {
    if (minutesIn(range) >= form.slotMinutes) return
    context.addIssue({ code: 'custom', path: ['hours', index], message: 'is shorter than one slot' })
  })
}
