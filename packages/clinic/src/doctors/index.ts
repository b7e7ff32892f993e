export { findDoctorIdByEmailIndex } from './doctor-queries.ts'
export { listDoctors } from './list-doctors.ts'
