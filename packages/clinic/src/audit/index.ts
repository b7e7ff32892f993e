export { recordAccess } from './record-access.ts'
