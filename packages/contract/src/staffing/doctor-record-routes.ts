import { z } from 'zod'
import { doctorFields } from '../clinics/manifest.ts'
import { describeEditing, editable, withCalendar } from '../editing.ts'

const fields = doctorFields.extend({ active: z.boolean().default(true) })

export const doctorRecordForm = fields.meta({ id: 'DoctorRecordForm' })
export type DoctorRecordForm = z.infer<typeof doctorRecordForm>

export const doctorRecord = z
  .strictObject({ ...editable, ...fields.shape, ...withCalendar })
  .meta({ id: 'DoctorRecord' })
export type DoctorRecord = z.infer<typeof doctorRecord>

export const doctorRecordRoutes = describeEditing({
  one: 'DoctorRecord',
  many: 'DoctorRecords',
  path: '/admin/doctors',
  tag: 'Staffing',
  words: ['a doctor with contact facts', 'the doctors with contact facts, inactive ones too'],
  doc: doctorRecord,
  form: doctorRecordForm,
  editQuery: z.strictObject({
    withdraw: z
      .enum(['true', 'false'])
      .default('false')
      .describe(
        'Making a doctor inactive: `true` takes shifts and overrides away, and displaces what is booked',
      ),
  }),
})
