export { Asked, Waiting } from './asked.tsx'
export { AskedPages } from './asked-pages.tsx'
export { EmptyNote } from './empty-note.tsx'
export { ProblemNote } from './problem-note.tsx'
export { StatusBadge } from './status-badge.tsx'
export { statusLooks } from './status-looks.ts'
export { useSpecialty } from './use-specialty.ts'
export { saveFile } from './save-file.ts'
// `VersionsNote`, `RowsInSight` and `Dialog` stay outside: what they need would go with every first page
