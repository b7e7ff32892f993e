export { keepNotes } from './keep-notes.ts'
export { showNotes } from './show-notes.ts'
