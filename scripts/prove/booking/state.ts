/** What a clinic's database holds, as far as bookings go. Times are milliseconds since 1970. */
export interface State {
  readonly slots: readonly Slot[]
  readonly appointments: readonly Booked[]
  readonly seats: readonly Seat[]
  readonly times: readonly DoctorTime[]
  readonly events: readonly Event[]
  readonly keys: readonly StoredKey[]
  readonly visitTypes: readonly VisitType[]
}

export interface Slot {
  readonly id: string
  readonly doctorId: string
  readonly startsAt: number
  readonly endsAt: number
  readonly capacity: number
  readonly taken: number
  readonly overbooked: number
  readonly open: boolean
}

export interface Booked {
  readonly id: string
  readonly doctorId: string
  readonly visitType: string
  readonly patientId: string
  readonly startsAt: number
  readonly endsAt: number
  readonly status: string
  readonly holdExpiresAt: number | null
  readonly doctorTimeId: string | null
  readonly version: number
}

export interface Seat {
  readonly slotId: string
  readonly seat: number
  readonly appointmentId: string
  readonly overbooked: boolean
}

export interface DoctorTime {
  readonly id: string
  readonly doctorId: string
  readonly from: number
  readonly until: number
  readonly sessionSlotId: string | null
}

export interface Event {
  readonly appointmentId: string
  /** Of the appointment, after it */
  readonly version: number
  readonly type: string
  readonly status: string
  readonly startsAt: number
  readonly doctorId: string
  readonly slotIds: readonly string[]
  readonly holdExpiresAt: number | null
  readonly override: boolean
  /** Of a hold that ended: `released` or `lapsed` */
  readonly why: string | null
}

/** A key that a request succeeded under, and what it was told. */
export interface StoredKey {
  readonly key: string
  readonly id: string
  readonly version: number
}

export interface VisitType {
  readonly code: string
  readonly minutes: number
  readonly before: number
  readonly after: number
}

/** What takes a doctor's time. */
export const liveStatuses: ReadonlySet<string> = new Set([
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'noshow',
])

export interface Stretch {
  readonly from: number
  readonly until: number
}

export const overlap = (a: Stretch, b: Stretch): boolean => a.from < b.until && b.from < a.until

/** The doctor's time that a visit takes, buffers included; a group session lasts as long as its slot. */
export function stretchOf(visit: VisitType, startsAt: number, session?: Slot): Stretch {
  const end = session ? session.endsAt : startsAt + visit.minutes * 60_000
  return { from: startsAt - visit.before * 60_000, until: end + visit.after * 60_000 }
}
