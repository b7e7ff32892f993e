import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { rowStamps } from './row-stamps.ts'

const { updatedAt, version } = rowStamps

/** A patient who has registered with this clinic; name and contact are sealed under the patient's own key. */
export const KnownPatient = defineEntity({
  name: 'KnownPatient',
  tableName: 'known_patient',
  properties: {
    patientId: p.uuid().primary(),
    /** Counted by the database: what the desk calls the patient's file */
    localNumber: p.bigint('number').columnType('bigint').autoincrement().generated('identity'),
    state: p.text().$type<'active' | 'blocked' | 'erased' | 'merged'>().default('active'),
    sealedName: p.blob().nullable(),
    sealedContact: p.blob().nullable(),
    wrappedKey: p.blob().nullable(),
    /** Why the clinic blocked them, while it does; sealed like the rest */
    sealedBlockReason: p.blob().nullable(),
    /** Who is kept, where this one was registered twice */
    mergedInto: p.uuid().nullable(),
    consentedAt: p.datetime().columnType('timestamptz'),
    since: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    updatedAt,
    version,
  },
})
export type KnownPatient = InferEntity<typeof KnownPatient>
