import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { AppointmentStatus } from '@polyclinic/contract'
import { Doctor } from './doctor.ts'
import { KnownPatient } from './known-patient.ts'
import { VisitType } from './visit-type.ts'

const instant = () => p.datetime().columnType('timestamptz')

/** To read: appointments are made and moved by the booking's own statements. */
export const AppointmentRecord = defineEntity({
  name: 'AppointmentRecord',
  tableName: 'appointment',
  properties: {
    id: p.uuid().primary(),
    reference: p.text().unique('appointment_reference_key'),
    doctor: () => p.manyToOne(Doctor),
    visitType: () => p.manyToOne(VisitType),
    patient: () => p.manyToOne(KnownPatient).joinColumn('patient_id'),
    /** The doctor's occupied stretch, while there is one */
    doctorTimeId: p.uuid().nullable(),
    /** Day of the clinic's calendar */
    localDate: p.date(),
    startsAt: instant(),
    endsAt: instant(),
    status: p.text().$type<AppointmentStatus>(),
    holdExpiresAt: instant().nullable(),
    holdRenewed: p.boolean().default(false),
    sealedReason: p.blob().nullable(),
    sealedCancelReason: p.blob().nullable(),
    sealedJustification: p.blob().nullable(),
    bookedBy: p.text(),
    priceMinor: p.integer().nullable(),
    currency: p.text().nullable(),
    bookedAt: instant().defaultRaw('now()'),
    confirmedAt: instant().nullable(),
    cancelledAt: instant().nullable(),
    displacedAt: instant().nullable(),
    updatedAt: instant().defaultRaw('now()'),
    version: p.integer().version(),
  },
})
export type AppointmentRecord = InferEntity<typeof AppointmentRecord>
