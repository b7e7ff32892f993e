export { ClinicDirectory, type DirectoryOptions } from './clinic-directory.ts'
export type { ClinicRoute } from './clinic-route.ts'
export { type ChangeListener, listenForChanges } from './listen-for-changes.ts'
