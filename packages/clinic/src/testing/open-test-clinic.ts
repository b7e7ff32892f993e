import { type ClinicStaffing, defaultBookingPolicy } from '@polyclinic/contract'
import { type Actor, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import { type Database, SharedOrm } from '@polyclinic/postgres'
import { freshDatabase } from '@polyclinic/postgres/testing'
import { v7 as newId } from 'uuid'
import type { Clinic } from '../clinic.ts'
import { BookingLanes } from '../coalescing/index.ts'
import { clinicEntities } from '../entities/index.ts'
import { foundClinic } from '../founding/index.ts'
import { PatientIndexes } from '../patients/index.ts'
import { openAs } from './open-as.ts'

/** Two doctors; every day has a morning of half hours and an evening group of three. */
export const smallStaffing: ClinicStaffing = {
  specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
  visitTypes: [visitType('consultation', 30), visitType('long-visit', 60)],
  openingHours: [{ weekday: 'monday', from: '08:00', until: '18:00' }],
  shifts: [
    { code: 'morning', name: 'Morning', from: '08:00', until: '12:00', slotMinutes: 30, capacity: 1 },
    { code: 'group', name: 'Group', from: '18:00', until: '19:00', slotMinutes: 60, capacity: 3 },
  ],
  doctors: [
    doctor('Ada Byron', 'ada@clinic.test', ['morning', 'group']),
    doctor('Ben Okri', undefined, ['morning']),
  ],
}

/** @param buffer minutes before and after */
export function visitType(code: string, minutes: number, buffer = 0): ClinicStaffing['visitTypes'][number] {
  const buffers = { bufferBeforeMinutes: buffer, bufferAfterMinutes: buffer }
  return { code, name: code, minutes, ...buffers, mode: 'in_person' }
}

function doctor(
  name: string,
  email: string | undefined,
  shifts: string[],
): ClinicStaffing['doctors'][number] {
  const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
  return {
    name,
    ...(email && { email }),
    languages: ['en'],
    specialty: 'family-medicine',
    shifts: shifts.map((shift) => ({ shift, weekdays: [...everyDay] })),
  }
}

export interface TestClinic extends Clinic, AsyncDisposable {
  readonly databaseName: string
  /** The same database as its owner, for what the runtime may not do. */
  readonly owner: Database
}

/** A founded clinic in a database of its own, in Berlin unless told. Its verbs run with the runtime's rights. */
export async function openTestClinic(
  over: {
    timeZone?: string
    policy?: Partial<typeof defaultBookingPolicy>
    staffing?: Partial<ClinicStaffing>
  } = {},
): Promise<TestClinic> {
  const fresh = await freshDatabase('clinic')
  const owner = openAs(fresh.url, 'polyclinic_owner')
  const database = openAs(fresh.url, 'polyclinic_clinic_app')
  const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
  const facts = { slug: 'riverside', name: 'Riverside', timeZone: over.timeZone ?? 'Europe/Berlin' }
  const id = newId()
  // what is booked can be cancelled, whatever the time of day at which the tests run
  const lenient = { openAppointmentsPerPatient: 100, cancelUntilMinutes: 0, rescheduleUntilMinutes: 0 }
  const policy = { ...defaultBookingPolicy, ...lenient, ...over.policy }
  const staffing = { ...smallStaffing, ...over.staffing }
  await foundClinic(owner, { ...facts, clinicId: id, policy, staffing }, vault)
  const orm = new SharedOrm([...clinicEntities])
  return {
    ...facts,
    id,
    suspended: false,
    database,
    bookings: new BookingLanes(database),
    databaseName: fresh.name,
    owner,
    vault,
    patientIndexes: new PatientIndexes(),
    unitOfWork: () => orm.entityManager(database),
    async [Symbol.asyncDispose]() {
      await orm.close()
      await Promise.all([database.end(), owner.end()])
      await fresh[Symbol.asyncDispose]()
    },
  }
}

export const aPatient = (): Extract<Actor, { kind: 'account' }> & { patientId: string } => ({
  kind: 'account',
  accountId: newId(),
  patientId: newId(),
  operator: false,
  memberships: [],
})

export const aMember = (clinic: { id: string }, role: 'clinic_admin' | 'staff'): Actor => ({
  kind: 'account',
  accountId: newId(),
  operator: false,
  memberships: [{ clinicId: clinic.id, role }],
})
