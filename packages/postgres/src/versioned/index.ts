export { bringUp } from './bring-up.ts'
export type { VersionedColumn } from './versioned-column.ts'
export { countVersions } from './versioned-queries.ts'
