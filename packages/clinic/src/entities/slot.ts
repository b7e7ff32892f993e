import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { Doctor } from './doctor.ts'
import { Shift } from './shift.ts'

/** To read: slots are made, booked and withdrawn by the database's own functions. */
export const Slot = defineEntity({
  name: 'Slot',
  tableName: 'slot',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    doctor: () => p.manyToOne(Doctor),
    /** The doctor while the slot is open */
    openDoctorId: p.uuid().nullable(),
    shift: () => p.manyToOne(Shift).nullable(),
    /** Day of the clinic's calendar */
    localDate: p.date(),
    startsAt: p.datetime().columnType('timestamptz'),
    endsAt: p.datetime().columnType('timestamptz'),
    capacity: p.integer(),
    taken: p.integer().default(0),
    overbooked: p.integer().default(0),
    /** When the next of its holds ends */
    heldUntil: p.datetime().columnType('timestamptz').nullable(),
    state: p.text().$type<'open' | 'withdrawn'>().default('open'),
    version: p.integer().version(),
  },
})
export type Slot = InferEntity<typeof Slot>
