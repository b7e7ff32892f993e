import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { Doctor } from './doctor.ts'
import { rowStamps } from './row-stamps.ts'

/** One active doctor on one day: hours of their own instead of the shifts. The hours stand in a table beside it. */
export const AvailabilityOverride = defineEntity({
  name: 'AvailabilityOverride',
  tableName: 'availability_override',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    doctor: () => p.manyToOne(Doctor),
    /** Day of the clinic's calendar */
    localDate: p.date(),
    slotMinutes: p.integer().default(30),
    capacity: p.integer().default(1),
    note: p.text().nullable(),
    ...rowStamps,
  },
})
export type AvailabilityOverride = InferEntity<typeof AvailabilityOverride>
