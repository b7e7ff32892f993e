import type { Queryable } from '../pools/index.ts'

export interface TableColumn {
  table: string
  column: string
  type: string
  nullable: boolean
}

/** Every column of the tables and views named (`schema.table`), with its type as Postgres writes it. */
export async function columnsOf(database: Queryable, tables: string[]): Promise<TableColumn[]> {
  const { rows } = await database.query<TableColumn>(
    `select n.nspname || '.' || c.relname as "table", a.attname as "column",
            format_type(a.atttypid, a.atttypmod) as "type", not a.attnotnull as "nullable"
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p', 'v', 'm') and n.nspname || '.' || c.relname = any($1)
      order by 1, a.attnum`,
    [tables],
  )
  return rows
}

/** How Postgres itself writes each type; one that it does not know is absent. */
export async function spellingsOf(database: Queryable, types: string[]): Promise<Map<string, string>> {
  const { rows } = await database.query<{ type: string; spelling: string }>(
    `select type, format_type(to_regtype(type), coalesce(to_regtypemod(type), -1)) as spelling
       from unnest($1::text[]) as type where to_regtype(type) is not null`,
    [types],
  )
  return new Map(rows.map(({ type, spelling }) => [type, spelling]))
}
