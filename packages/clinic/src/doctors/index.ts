export { findDoctorIdByEmailIndex } from './doctor-queries.ts'
export { listDoctors } from './list-doctors.ts'
export { showDoctor } from './show-doctor.ts'
