import { type ClinicManifest, clinicManifest, weekdays } from '@polyclinic/contract'

export const doctors = 100
export const seatsOfGroup = 200
const horizonDays = 60

const shift = (code: string, from: string, until: string, capacity = 1) => ({
  code,
  name: code,
  from,
  until,
  slotMinutes: 30,
  capacity,
})
const visitType = (code: string) => ({ code, name: code, minutes: 30 })
const day = [shift('morning', '08:00', '12:00'), shift('afternoon', '13:00', '17:00')]
const evening = shift('evening', '18:00', '22:00', seatsOfGroup)

/** A clinic of a hundred doctors with sixteen half hours a day, and one who sees groups in the evening. */
export const arenaManifest: ClinicManifest = clinicManifest.parse({
  slug: 'bench',
  name: 'Bench',
  timeZone: 'Europe/Berlin',
  country: 'DE',
  policy: { horizonDays, openAppointmentsPerPatient: 100 },
  staffing: {
    specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
    visitTypes: [visitType('visit'), visitType('group')],
    openingHours: [{ weekday: 'monday', from: '08:00', until: '22:00' }],
    shifts: [...day, evening],
    doctors: [
      ...Array.from({ length: doctors }, (_, nth) => doctorOf(`Doctor ${nth}`, day)),
      doctorOf('Group doctor', [evening]),
    ],
  },
})

function doctorOf(name: string, shifts: readonly { code: string }[]) {
  return {
    name,
    languages: ['en'],
    specialty: 'family-medicine',
    shifts: shifts.map(({ code }) => ({ shift: code, weekdays: [...weekdays] })),
  }
}
