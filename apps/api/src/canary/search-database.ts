import { type OpenDatabase, quoteIdentifier } from '@polyclinic/postgres'
import type { WordFinder } from './word-finder.ts'

export interface TableSearch {
  readonly tables: readonly string[]
  /** `schema.table: word (disguise)` */
  readonly found: readonly string[]
}

/** Reads every table of a database, the queue's included, as the text Postgres makes of its rows. */
export async function searchDatabase(superuser: OpenDatabase, finder: WordFinder): Promise<TableSearch> {
  const { rows } = await superuser.query<{ schema: string; name: string }>(
    `select schemaname as schema, tablename as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1, 2`,
  )
  const found: string[] = []
  for (const { schema, name } of rows) {
    const table = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
    const { rows: all } = await superuser.query<{ row: string }>(`select t::text as row from ${table} t`)
    const reader = finder.open()
    for (const { row } of all) reader.read(Buffer.from(`${row}\n`))
    found.push(...reader.found.map((each) => `${schema}.${name}: ${each}`))
  }
  return { tables: rows.map(({ schema, name }) => `${schema}.${name}`), found }
}
