import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { rowStamps } from './row-stamps.ts'

/** A kind of visit: how long it takes, with what around it, at which price. */
export const VisitType = defineEntity({
  name: 'VisitType',
  tableName: 'visit_type',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    code: p.text().unique('visit_type_code_key'),
    name: p.text(),
    minutes: p.integer(),
    bufferBeforeMinutes: p.integer().default(0),
    bufferAfterMinutes: p.integer().default(0),
    mode: p.text().$type<'in_person' | 'video'>().default('in_person'),
    /** Minor units of the currency; both or neither */
    priceMinor: p.integer().nullable(),
    /** ISO 4217 */
    currency: p.text().nullable(),
    /** Of one slot; as many as it has places when absent */
    capacity: p.integer().nullable(),
    bookedBy: p.text().$type<'anyone' | 'staff'>().default('anyone'),
    /** Of one doctor on one day */
    dailyQuota: p.integer().nullable(),
    active: p.boolean().default(true),
    ...rowStamps,
  },
})
export type VisitType = InferEntity<typeof VisitType>
