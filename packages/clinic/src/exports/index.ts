export { type ExportedAppointment, exportAppointments } from './export-appointments.ts'
export { type ExportedPatient, exportPatients } from './export-patients.ts'
