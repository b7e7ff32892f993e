export { exportOwnData, type OwnData } from './export-own-data.ts'
