export { Asked } from './asked.tsx'
export { EmptyNote } from './empty-note.tsx'
export { ProblemNote } from './problem-note.tsx'
export { StatusBadge } from './status-badge.tsx'
export { useSpecialty } from './use-specialty.ts'
export { saveFile } from './save-file.ts'
// `VersionsNote` and the dialogs stay outside: they would go with every first page
