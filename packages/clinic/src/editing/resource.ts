import type { EntityName, FilterQuery } from '@mikro-orm/core'
import type { CalendarChange } from '@polyclinic/contract'
import type { Action } from '@polyclinic/guard'
import type { Change, Reading } from './carry-out.ts'
import type { Touch } from './touch.ts'

/** The stamps of every row that a person edits. */
export interface Kept {
  id: string
  version: number
  createdAt: Date
  updatedAt: Date
}

/** What goes out of every document by the core: the stamps, and after a write what it did to the calendar. */
export interface Stamps {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  calendar?: CalendarChange | undefined
}

export type NoPlace = Readonly<Record<never, never>>
/** Below a doctor lies what that doctor edits too. */
export interface OfDoctor {
  readonly doctor: string
}

/** The columns of a row that a form decides. */
export type Columns = Readonly<Record<string, unknown>>

/** Something that a clinic keeps and people edit, as far as it differs from the others. */
export interface Resource<Row extends Kept, Form, Document extends Stamps, Place = NoPlace> {
  /** For sentences: "shift" */
  readonly word: string
  readonly entity: EntityName<Row>
  readonly actions: { readonly read: Action; readonly edit: Action }
  readonly order: { readonly [K in keyof Row]?: 'asc' }
  /** Unique constraints by name, and the field of the form that they guard */
  readonly unique: Readonly<Record<string, string>>
  /** What to do instead where something depends on it */
  readonly instead?: string
  /** Which rows lie at that place; all when absent */
  rowsAt?(place: Place): FilterQuery<Row>
  /** The form as columns. Refuses with issues what it names and is not there. `row` is absent for a new one. */
  columns(change: Change, form: Form, at: { place: Place; row?: Row }): Promise<Columns> | Columns
  /** What must be so before the row may change */
  settle?(change: Change, row: Row, form: Form): Promise<CalendarChange | undefined>
  /** What hangs on the row beside its columns, once it is written */
  complete?(change: Change, row: Row, form: Form): Promise<void>
  /** Whose calendar the row as it stands makes. Absent where it makes none. */
  touched?(change: Change, row: Row): Promise<Touch> | Touch
  /** All at once, so that what hangs on them is read at once */
  documents(reading: Reading, rows: readonly Row[]): Promise<Facts<Document>[]> | Facts<Document>[]
}

type Facts<Document> = Omit<Document, keyof Stamps>
