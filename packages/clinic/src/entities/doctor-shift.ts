import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { Doctor } from './doctor.ts'
import { rowStamps } from './row-stamps.ts'
import { Shift } from './shift.ts'

/** Which active doctor works which shift, on which weekdays. */
export const DoctorShift = defineEntity({
  name: 'DoctorShift',
  tableName: 'doctor_shift',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    doctor: () => p.manyToOne(Doctor),
    shift: () => p.manyToOne(Shift),
    /** ISO 8601: Monday is 1 */
    weekdays: p.array((item) => Number(item)).columnType('smallint[]'),
    /** Days of the clinic's calendar, both included; `-infinity` and `infinity` where there is no bound */
    validFrom: p.date().defaultRaw(`'-infinity'`),
    validUntil: p.date().defaultRaw(`'infinity'`),
    ...rowStamps,
  },
})
export type DoctorShift = InferEntity<typeof DoctorShift>
