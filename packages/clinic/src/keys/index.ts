export { countClinicKeyVersions } from './count-clinic-key-versions.ts'
export { rotateClinicKeys } from './rotate-clinic-keys.ts'
export {
  personalColumns as clinicPersonalColumns,
  wrappedColumns as clinicWrappedColumns,
} from './wrapped-columns.ts'
