export { exportOwnData, type OwnData } from './export-own-data.ts'
export { findClinicsThatKnow } from './export-queries.ts'
