import type { FilterQuery } from '@mikro-orm/core'
import { type CalendarChange, Refusal } from '@polyclinic/contract'
import type { Reading } from './carry-out.ts'
import type { Kept, Resource, Stamps } from './resource.ts'

/** Rows as they go out, each with its stamps. */
export async function documentsOf<Row extends Kept, Form, Document extends Stamps, Place>(
  resource: Resource<Row, Form, Document, Place>,
  reading: Reading,
  rows: readonly Row[],
): Promise<Document[]> {
  const facts = await resource.documents(reading, rows)
  return rows.map((row, index) => ({
    ...facts[index],
    id: row.id,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  })) as Document[]
}

/** One row after a write: as the database has it now, with what the write did to the calendar. */
export async function writtenDocument<Row extends Kept, Form, Document extends Stamps, Place>(
  resource: Resource<Row, Form, Document, Place>,
  reading: Reading,
  row: Row,
  calendar: CalendarChange | undefined,
): Promise<Document> {
  // the database raises updated_at; read before the commit, it is this edit's
  const written = await reading.work.findOneOrFail(resource.entity, { id: row.id } as FilterQuery<Row>, {
    refresh: true,
  })
  const [document] = await documentsOf(resource, reading, [written as Row])
  return { ...(document as Document), ...(calendar && { calendar }) }
}

/** The row of that identifier at that place; refuses where there is none. */
export async function findRow<Row extends Kept, Form, Document extends Stamps, Place>(
  resource: Resource<Row, Form, Document, Place>,
  { work }: Reading,
  place: Place,
  id: string,
): Promise<Row> {
  const where = { ...(resource.rowsAt?.(place) as object), id } as FilterQuery<Row>
  const row = await work.findOne(resource.entity, where)
  if (row) return row as Row
  throw new Refusal('not-found', {}, `There is no such ${resource.word}.`)
}
