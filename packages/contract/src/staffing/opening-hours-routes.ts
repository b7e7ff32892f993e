import { z } from 'zod'
import { openingHoursFields } from '../clinics/manifest.ts'
import { clinicProblems, describeEditing, editable } from '../editing.ts'
import { describeRoute } from '../route.ts'

export const openingHoursForm = openingHoursFields.meta({ id: 'OpeningHoursForm' })
export type OpeningHoursForm = z.infer<typeof openingHoursForm>

export const openingHoursDocument = z
  .strictObject({ ...editable, ...openingHoursFields.shape })
  .meta({ id: 'OpeningHours' })
export type OpeningHoursDocument = z.infer<typeof openingHoursDocument>

export const openingHoursRoutes = describeEditing({
  one: 'OpeningHours',
  many: 'AllOpeningHours',
  path: '/admin/opening-hours',
  tag: 'Staffing',
  words: ['opening hours of one weekday', 'the opening hours: they inform the public and make no slots'],
  doc: openingHoursDocument,
  form: openingHoursForm,
})

export const publicOpeningHours = z
  .strictObject({ timeZone: z.string(), items: z.array(openingHoursFields) })
  .meta({ id: 'PublicOpeningHours' })
export type PublicOpeningHours = z.infer<typeof publicOpeningHours>

export const showOpeningTimesRoute = describeRoute({
  id: 'showOpeningTimes',
  method: 'get',
  path: '/opening-hours',
  scope: 'clinic',
  tag: 'Clinics',
  summary: 'When the clinic is open, by weekday',
  access: 'public',
  success: { status: 200, description: 'From Monday on', body: publicOpeningHours },
  problems: clinicProblems,
})
