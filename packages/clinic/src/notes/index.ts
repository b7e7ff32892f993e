export { keepNotes } from './keep-notes.ts'
export { notesPlace } from './notes-document.ts'
export { showNotes } from './show-notes.ts'
