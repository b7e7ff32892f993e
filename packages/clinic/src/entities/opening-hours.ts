import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { rowStamps } from './row-stamps.ts'

/** Wall-clock hours of one weekday; an end at or before the start means the next day. */
export const OpeningHours = defineEntity({
  name: 'OpeningHours',
  tableName: 'opening_hours',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** ISO 8601: Monday is 1 */
    weekday: p.smallint(),
    opensAt: p.time().columnType('time'),
    closesAt: p.time().columnType('time'),
    ...rowStamps,
  },
})
export type OpeningHours = InferEntity<typeof OpeningHours>
