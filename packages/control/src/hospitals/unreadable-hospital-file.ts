export type FileTrouble = 'missing' | 'folder' | 'forbidden' | 'empty' | 'not-text' | 'columns' | 'broken'

/** The file as a whole cannot be used; the message is one sentence that says what to do. */
export class UnreadableHospitalFile extends Error {
  readonly code = 'unreadable-hospital-file'
  readonly facts: { readonly path: string; readonly trouble: FileTrouble }

  constructor(path: string, trouble: FileTrouble, sentence: string) {
    super(sentence)
    this.name = 'UnreadableHospitalFile'
    this.facts = { path, trouble }
  }
}
