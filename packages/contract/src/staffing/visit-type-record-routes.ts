import { z } from 'zod'
import { visitTypeFields } from '../clinics/manifest.ts'
import { describeEditing, editable } from '../editing.ts'
import { identifier } from '../words.ts'

const fields = visitTypeFields.extend({
  price: z
    .strictObject({
      amountMinor: z.int().min(0).max(2_147_483_647),
      currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217'),
    })
    .optional()
    .describe('Minor units of an ISO 4217 currency: 4500 EUR is forty-five euros'),
  capacity: z.int().min(1).max(200).optional().describe('Of one slot; as many as it has places when absent'),
  bookedBy: z.enum(['anyone', 'staff']).default('anyone'),
  dailyQuota: z.int().min(1).max(500).optional().describe('Of one doctor on one day'),
  doctors: z
    .array(identifier)
    .max(500)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'names a doctor twice' })
    .default([])
    .describe('Who does it; every doctor when empty'),
  active: z.boolean().default(true).describe('Whether it can be booked'),
})

export const visitTypeRecordForm = fields.meta({ id: 'VisitTypeRecordForm' })
export type VisitTypeRecordForm = z.infer<typeof visitTypeRecordForm>

export const visitTypeRecord = z
  .strictObject({ ...editable, ...fields.shape })
  .meta({ id: 'VisitTypeRecord' })
export type VisitTypeRecord = z.infer<typeof visitTypeRecord>

export const visitTypeRecordRoutes = describeEditing({
  one: 'VisitTypeRecord',
  many: 'VisitTypeRecords',
  path: '/admin/visit-types',
  tag: 'Staffing',
  words: ['a kind of visit', 'the kinds of visit, inactive ones too'],
  doc: visitTypeRecord,
  form: visitTypeRecordForm,
})
