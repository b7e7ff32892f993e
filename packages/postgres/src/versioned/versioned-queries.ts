import { quoteIdentifier, type Queryable } from '../pools/index.ts'
import { assigned, valueOf, type VersionedColumn } from './versioned-column.ts'

/** How many values there are of each version. */
export async function countVersions(
  db: Queryable,
  column: VersionedColumn,
): Promise<{ version: number; count: number }[]> {
  const { rows } = await db.query<{ version: number; count: number }>(
    `select get_byte(v, 0) * 256 + get_byte(v, 1) as version, count(*)::integer as count
     from (select ${valueOf(column)} as v from ${quoteIdentifier(column.table)} t) as every
     where v is not null group by 1 order by 1`,
  )
  return rows
}

export interface OutdatedRow {
  key: string
  /** What it belongs to */
  bound: string
  value: Buffer
}

/** Values of any other version, by primary key. */
export async function findOutdated(
  db: Queryable,
  column: VersionedColumn,
  page: { current: number; after: string | undefined; limit: number },
): Promise<OutdatedRow[]> {
  const key = `t.${quoteIdentifier(column.key)}`
  const { rows } = await db.query<OutdatedRow>(
    `select ${key}::text as key, t.${quoteIdentifier(column.bound)}::text as bound, ${valueOf(column)} as value
     from ${quoteIdentifier(column.table)} t
     where ${valueOf(column)} is not null
       and get_byte(${valueOf(column)}, 0) * 256 + get_byte(${valueOf(column)}, 1) <> $1
       and ($2::text is null or ${key} > $2::${column.keyType})
     order by ${key} limit $3`,
    [page.current, page.after, page.limit],
  )
  return rows
}

/** Puts new values in the place of those that were seen; what has changed meanwhile stays. Says how many it were. */
export async function replaceSeen(
  db: Queryable,
  column: VersionedColumn,
  values: readonly { key: string; seen: Buffer; value: Buffer }[],
): Promise<number> {
  const { rowCount } = await db.query(
    `update ${quoteIdentifier(column.table)} t set ${assigned(column, 'n.value')}
     from unnest($1::${column.keyType}[], $2::bytea[], $3::bytea[]) as n (key, seen, value)
     where t.${quoteIdentifier(column.key)} = n.key and ${valueOf(column)} = n.seen`,
    [values.map(({ key }) => key), values.map(({ seen }) => seen), values.map(({ value }) => value)],
  )
  return rowCount ?? 0
}
