import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { rowStamps } from './row-stamps.ts'

export const Specialty = defineEntity({
  name: 'Specialty',
  tableName: 'specialty',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    code: p.text().unique('specialty_code_key'),
    name: p.text(),
    ...rowStamps,
  },
})
export type Specialty = InferEntity<typeof Specialty>
