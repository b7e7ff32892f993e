import { type ClinicManifest, clinicManifest, weekdays } from '@polyclinic/contract'

const day = { code: 'day', name: 'Day', from: '08:00', until: '18:00', slotMinutes: 30 }

/** @param doctors each has twenty slots a day for ninety days */
export const rushManifest = (doctors: number): ClinicManifest =>
  clinicManifest.parse({
    slug: 'rush',
    name: 'Rush',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    policy: { horizonDays: 90, openAppointmentsPerPatient: 100 },
    staffing: {
      specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
      visitTypes: [{ code: 'visit', name: 'Visit', minutes: 30 }],
      openingHours: [],
      shifts: [day],
      doctors: Array.from({ length: doctors }, (_, nth) => ({
        name: `Doctor ${nth}`,
        languages: ['en'],
        specialty: 'family-medicine',
        shifts: [{ shift: 'day', weekdays: [...weekdays] }],
      })),
    },
  })
