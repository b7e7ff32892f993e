import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { rowStamps } from './row-stamps.ts'

/** The clinic's named unit of time on the wall clock; an end at or before the start means the next day. */
export const Shift = defineEntity({
  name: 'Shift',
  tableName: 'shift',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    code: p.text().unique('shift_code_key'),
    name: p.text(),
    startsAt: p.time().columnType('time'),
    endsAt: p.time().columnType('time'),
    slotMinutes: p.integer(),
    capacity: p.integer().default(1),
    ...rowStamps,
  },
})
export type Shift = InferEntity<typeof Shift>
