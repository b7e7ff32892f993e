import { type ClinicManifest, clinicManifest, weekdays } from '@polyclinic/contract'

const slotsOfADay = 288

/** A clinic with a slot for each round and some more, five minutes each, within the next two days. */
export function rushManifest(rounds: number): ClinicManifest {
  const doctors = Math.ceil((rounds + slotsOfADay) / slotsOfADay)
  return clinicManifest.parse({
    slug: 'rush',
    name: 'Rush',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    policy: { minimumNoticeMinutes: 0, horizonDays: 2, openAppointmentsPerPatient: 100 },
    staffing: {
      specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
      visitTypes: [{ code: 'vaccination', name: 'Vaccination', minutes: 5 }],
      openingHours: [],
      shifts: [{ code: 'all-day', name: 'All day', from: '00:00', until: '00:00', slotMinutes: 5 }],
      doctors: Array.from({ length: doctors }, (_, nth) => ({
        name: `Doctor ${nth}`,
        languages: ['en'],
        specialty: 'family-medicine',
        shifts: [{ shift: 'all-day', weekdays: [...weekdays] }],
      })),
    },
  })
}
