import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { rowStamps } from './row-stamps.ts'

/** Days of the clinic's calendar on which it is closed, both included. */
export const Closure = defineEntity({
  name: 'Closure',
  tableName: 'closure',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    firstDay: p.date(),
    lastDay: p.date(),
    reason: p.text().nullable(),
    ...rowStamps,
  },
})
export type Closure = InferEntity<typeof Closure>
