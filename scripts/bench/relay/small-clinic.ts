import { type ClinicManifest, clinicManifest, weekdays } from '@polyclinic/contract'

/** A clinic with some hundred free half hours. */
export const smallClinic = (nth: number): ClinicManifest =>
  clinicManifest.parse({
    slug: `bench-${nth}`,
    name: `Bench ${nth}`,
    timeZone: 'Europe/Berlin',
    country: 'DE',
    policy: { horizonDays: 30, openAppointmentsPerPatient: 100 },
    staffing: {
      specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
      visitTypes: [{ code: 'visit', name: 'Visit', minutes: 30 }],
      openingHours: [],
      shifts: [{ code: 'day', name: 'Day', from: '08:00', until: '18:00', slotMinutes: 30 }],
      doctors: ['One', 'Two'].map((name) => ({
        name,
        languages: ['en'],
        specialty: 'family-medicine',
        shifts: [{ shift: 'day', weekdays: [...weekdays] }],
      })),
    },
  })
