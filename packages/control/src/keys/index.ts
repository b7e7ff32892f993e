export { countKeyVersions } from './count-key-versions.ts'
export { rotateKeys } from './rotate-keys.ts'
export { personalColumns, type WrappedColumn, wrappedColumns } from './wrapped-columns.ts'
