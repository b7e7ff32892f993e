import type { ClinicStaffing } from '@polyclinic/contract'

/** What a schema cannot say of a staffing: that its names refer to one another. One sentence for each fault. */
export function checkStaffing(staffing: ClinicStaffing): string[] {
  const specialties = new Set(staffing.specialties.map(({ code }) => code))
  const shifts = new Set(staffing.shifts.map(({ code }) => code))
  const emails = staffing.doctors.flatMap(({ email }) =>
    email ? [email.normalize('NFKC').trim().toLowerCase()] : [],
  )
  return [
    ...repeated(staffing.specialties.map(({ code }) => code)).map(
      (code) => `The specialty ${code} stands twice.`,
    ),
    ...repeated(staffing.visitTypes.map(({ code }) => code)).map(
      (code) => `The visit type ${code} stands twice.`,
    ),
    ...repeated(staffing.shifts.map(({ code }) => code)).map((code) => `The shift ${code} stands twice.`),
    ...repeated(staffing.openingHours.map(({ weekday, from }) => `${weekday} from ${from}`)).map(
      (hours) => `The opening hours of ${hours} stand twice.`,
    ),
    ...(repeated(emails).length > 0 ? ['Two doctors have the same e-mail address.'] : []),
    ...staffing.doctors
      .filter((doctor) => !specialties.has(doctor.specialty))
      .map((doctor) => `The specialty ${doctor.specialty} of ${doctor.name} is not among the clinic's.`),
    ...staffing.doctors.flatMap((doctor) =>
      doctor.shifts
        .filter(({ shift }) => !shifts.has(shift))
        .map(({ shift }) => `The shift ${shift} of ${doctor.name} is not among the clinic's.`),
    ),
  ]
}

const repeated = (values: string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
]
