import {
  type BookingPolicy,
  type ClinicManifest,
  type ClinicManifestInput,
  clinicManifest,
  type ClinicStaffing,
  weekdays,
} from '@polyclinic/contract'

const everyHour = [{ shift: 'all-day', weekdays: [...weekdays] }]

/** Two doctors who see somebody every hour of the day and night, so that no test depends on the time it runs at. */
export const testStaffing = {
  specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
  visitTypes: [{ code: 'consultation', name: 'Consultation', minutes: 30 }],
  openingHours: [],
  shifts: [{ code: 'all-day', name: 'All day', from: '00:00', until: '00:00', slotMinutes: 60 }],
  doctors: ['Ada Byron', 'Ben Okri'].map((name) => ({
    name,
    languages: ['en'],
    specialty: 'family-medicine',
    shifts: everyHour,
  })),
} satisfies Omit<ClinicStaffing, 'visitTypes' | 'shifts'> & Record<string, unknown>

const lenient: Partial<BookingPolicy> = {
  minimumNoticeMinutes: 0,
  cancelUntilMinutes: 0,
  horizonDays: 2,
  openAppointmentsPerPatient: 100,
}

/** The declaration of a small clinic, without a server's doing. */
export const testManifest = (slug: string, over: Partial<ClinicManifestInput> = {}): ClinicManifest =>
  clinicManifest.parse({
    slug,
    name: `Clinic ${slug}`,
    timeZone: 'Europe/Berlin',
    country: 'DE',
    policy: lenient,
    staffing: testStaffing,
    ...over,
  })
