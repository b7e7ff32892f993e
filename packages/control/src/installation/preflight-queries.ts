import type { Queryable } from '@polyclinic/postgres'

/** The newest migration of a database. */
export async function findLedgerVersion(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    'select coalesce(max(version), 0)::integer as version from schema_migration',
  )
  return rows[0]?.version ?? 0
}

export interface ServerFacts {
  /** Major version */
  version: number
  missingExtensions: string[]
  /** Whether the asking role may make databases and roles */
  mayProvision: boolean
}

export async function findServerFacts(db: Queryable, extensions: readonly string[]): Promise<ServerFacts> {
  const { rows } = await db.query<ServerFacts>(
    `select current_setting('server_version_num')::integer / 10000 as version,
       array(select wanted from unnest($1::text[]) as wanted
         where not exists (select from pg_available_extensions where name = wanted)) as "missingExtensions",
       rolsuper or (rolcreatedb and rolcreaterole) as "mayProvision"
     from pg_roles where rolname = current_user`,
    [extensions],
  )
  return rows[0] ?? { version: 0, missingExtensions: [...extensions], mayProvision: false }
}
