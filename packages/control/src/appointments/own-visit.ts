import type { OwnAppointment } from '@polyclinic/contract'
import type { HeardRow } from './own-appointment-queries.ts'

/** An appointment of the list across clinics, but for what its clinic's clock shows. */
export type OwnVisit = Omit<OwnAppointment, 'localDate' | 'localTime'>

export const visitHeardOf = (row: HeardRow): OwnVisit => ({
  id: row.id,
  reference: row.reference,
  status: row.status as OwnVisit['status'],
  clinic: { slug: row.slug, name: row.clinicName },
  doctor: { id: row.doctorId, name: row.doctorName ?? '' },
  visitType: { code: row.visitType, name: row.visitTypeName ?? row.visitType },
  patientId: row.patientId,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  timeZone: row.timeZone,
  displaced: row.displaced,
  version: row.version,
  asOf: row.heardAt.toISOString(),
})

const taking: ReadonlySet<string> = new Set(['pending', 'booked', 'arrived'])

/** Whether it takes its patient's time. */
export const isLive = ({ status }: { readonly status: string }): boolean => taking.has(status)

interface Span {
  readonly startsAt: string
  readonly endsAt: string
}

/** Of those, the ones that share time with it; one that ends when the next begins shares none. */
export const sharingTimeWith = <S extends Span>(one: Span, others: readonly S[]): S[] =>
  others.filter(
    ({ startsAt, endsAt }) =>
      Date.parse(startsAt) < Date.parse(one.endsAt) && Date.parse(endsAt) > Date.parse(one.startsAt),
  )
