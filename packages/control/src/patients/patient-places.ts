/** Where a patient's parts stand in the control plane; each seal is bound to its place. */
export const patientPlaces = {
  name: 'patient.name',
  email: 'patient.email',
  phone: 'patient.phone',
  birthDate: 'patient.birth_date',
} as const
