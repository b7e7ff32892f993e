import { z } from 'zod'
import { specialtyFields } from '../clinics/manifest.ts'
import { describeEditing, editable } from '../editing.ts'

export const specialtyForm = specialtyFields.meta({ id: 'SpecialtyForm' })
export type SpecialtyForm = z.infer<typeof specialtyForm>

export const specialtyDocument = z
  .strictObject({ ...editable, ...specialtyFields.shape })
  .meta({ id: 'Specialty' })
export type SpecialtyDocument = z.infer<typeof specialtyDocument>

export const specialtyRoutes = describeEditing({
  one: 'Specialty',
  many: 'Specialties',
  path: '/admin/specialties',
  tag: 'Staffing',
  words: ['a specialty', "the clinic's specialties"],
  doc: specialtyDocument,
  form: specialtyForm,
})
