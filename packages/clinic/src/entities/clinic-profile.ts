import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

/** The one row of a clinic's own facts and booking rules. */
export const ClinicProfile = defineEntity({
  name: 'ClinicProfile',
  tableName: 'clinic_profile',
  properties: {
    sole: p.boolean().primary(),
    clinicId: p.uuid(),
    slug: p.text(),
    name: p.text(),
    timeZone: p.text(),
    referencePrefix: p.text(),
    holdSeconds: p.integer(),
    minimumNoticeMinutes: p.integer(),
    horizonDays: p.integer(),
    cancelUntilMinutes: p.integer(),
    rescheduleUntilMinutes: p.integer(),
    openAppointmentsPerPatient: p.integer(),
    reminderOffsetsMinutes: p.array((item) => Number(item)).columnType('integer[]'),
    confirmation: p.text().$type<'automatic' | 'by_staff'>(),
    overrideBy: p.text().$type<'admin' | 'staff'>(),
    waitlistOfferMinutes: p.integer(),
    quietFrom: p.time().columnType('time'),
    quietUntil: p.time().columnType('time'),
    noticeGraceSeconds: p.integer(),
    noticeChannels: p.array((item) => item as 'email' | 'sms').columnType('text[]'),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
    version: p.integer().version(),
  },
})
export type ClinicProfile = InferEntity<typeof ClinicProfile>
