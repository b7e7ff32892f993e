import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { rowStamps } from './row-stamps.ts'
import { Specialty } from './specialty.ts'

export const Doctor = defineEntity({
  name: 'Doctor',
  tableName: 'doctor',
  properties: {
    // given by the application: the doctor's key is bound to it before the row exists
    id: p.uuid().primary(),
    name: p.text(),
    specialty: () => p.manyToOne(Specialty),
    languages: p.array().columnType('text[]'),
    wrappedKey: p.blob(),
    sealedEmail: p.blob().nullable(),
    emailIndex: p.blob().nullable().unique('doctor_email_key'),
    sealedPhone: p.blob().nullable(),
    active: p.boolean().default(true),
    /** The id while active; shifts and open slots refer to it. The database's own. */
    activeId: p.uuid().nullable().generated('(case when active then id end) stored'),
    ...rowStamps,
  },
})
export type Doctor = InferEntity<typeof Doctor>
