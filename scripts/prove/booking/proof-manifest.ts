import { type ClinicManifest, clinicManifest, weekdays } from '@polyclinic/contract'

/** Whoever begins here is made known to the clinic, and nobody else books here. */
export const welcomeDoctor = 'Welcome'

/** Visits by how they take a doctor's time: a slot, a slot and some minutes around it, two slots, a group's place. */
export const visits = { short: 'short', buffered: 'buffered', long: 'long', group: 'group' } as const

const doctor = (name: string, shift: string) => ({
  name,
  languages: ['en'],
  specialty: 'family-medicine',
  shifts: [{ shift, weekdays: [...weekdays] }],
})

/** A clinic that never sleeps, so that a proof may run at any hour: six doctors, two who see groups, and one to begin with. */
export const proofManifest = (now: Date): ClinicManifest =>
  clinicManifest.parse({
    slug: 'proof',
    name: 'Proof',
    timeZone: zoneOfEarlyMorning(now),
    country: 'DE',
    policy: {
      holdSeconds: 30,
      minimumNoticeMinutes: 0,
      cancelUntilMinutes: 0,
      rescheduleUntilMinutes: 0,
      horizonDays: 14,
      openAppointmentsPerPatient: 100,
      overrideBy: 'admin',
    },
    staffing: {
      specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
      visitTypes: [
        { code: visits.short, name: 'Short', minutes: 30 },
        {
          code: visits.buffered,
          name: 'Buffered',
          minutes: 20,
          bufferBeforeMinutes: 15,
          bufferAfterMinutes: 20,
        },
        { code: visits.long, name: 'Long', minutes: 60 },
        { code: visits.group, name: 'Group', minutes: 60 },
      ],
      openingHours: [],
      shifts: [
        { code: 'alone', name: 'Alone', from: '00:00', until: '00:00', slotMinutes: 30 },
        { code: 'group', name: 'Group', from: '00:00', until: '00:00', slotMinutes: 60, capacity: 3 },
      ],
      doctors: [
        ...['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn'].map((name) => doctor(name, 'alone')),
        ...['Gia', 'Hal'].map((name) => doctor(name, 'group')),
        doctor(welcomeDoctor, 'alone'),
      ],
    },
  })

/** A zone where the day has just begun: a patient can arrive on the day of the visit only. */
function zoneOfEarlyMorning(now: Date): string {
  const offset = ((2 - now.getUTCHours() + 12 + 24) % 24) - 12
  // in these names the sign is turned round (IANA, file "etcetera")
  return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}
