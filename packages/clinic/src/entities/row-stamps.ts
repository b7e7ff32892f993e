import { p } from '@mikro-orm/core'

/** What every row has that a person edits; the database raises `updated_at` by itself. */
export const rowStamps = {
  createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  updatedAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  version: p.integer().version(),
}
