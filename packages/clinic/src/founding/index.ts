export { clinicFounder } from './clinic-founder.ts'
export { checkStaffing } from './check-staffing.ts'
export { doctorPlaces, type Founding, foundClinic } from './found-clinic.ts'
