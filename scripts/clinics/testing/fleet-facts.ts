import pg from 'pg'

export interface FleetFacts {
  readonly clinics: readonly ClinicFacts[]
  /** Operations that are not finished, as `kind state at step`. */
  readonly unfinished: readonly string[]
  readonly databases: readonly string[]
  readonly roles: readonly string[]
  /** Databases and roles that no row of the registry owns, and rows whose database or role is missing. */
  readonly astray: readonly string[]
}

export interface ClinicFacts {
  readonly id: string
  readonly slug: string
  readonly state: string
  readonly databaseName: string
  readonly roleName: string
  readonly schemaVersion: number
  readonly version: number
  readonly updatedAt: string
}

/** What the registry says and what the server's catalogue shows. */
export async function fleetFacts(adminUrl: string, control = 'polyclinic_control'): Promise<FleetFacts> {
  const [databases, roles] = await ask(adminUrl, 'postgres', async (query) => [
    await query<{ name: string }>(`select datname as name from pg_database where datname ~ '^c_' order by 1`),
    await query<{ name: string }>(`select rolname as name from pg_roles where rolname ~ '^c_' order by 1`),
  ])
  return ask(adminUrl, control, async (query) => {
    const clinics = await query<ClinicFacts & Record<string, unknown>>(
      `select id, slug, state, database_name as "databaseName", role_name as "roleName", version,
         schema_version as "schemaVersion", updated_at::text as "updatedAt" from clinic order by slug`,
    )
    const unfinished = await query<{ line: string }>(
      `select concat_ws(' ', kind, state, 'at', step) as line from clinic_operation where state <> 'succeeded'`,
    )
    const has = [...databases, ...roles].map(({ name }) => name)
    const wanted = clinics.flatMap(({ databaseName, roleName }) => [databaseName, roleName])
    return {
      clinics,
      unfinished: unfinished.map(({ line }) => line),
      databases: databases.map(({ name }) => name),
      roles: roles.map(({ name }) => name),
      astray: [...without(has, wanted), ...without(wanted, has)],
    }
  })
}

const without = (names: readonly string[], others: readonly string[]): string[] =>
  names.filter((name) => !others.includes(name))

export interface InsideFacts {
  /** The id that the database's profile names, and how many profiles there are. */
  readonly profiles: readonly string[]
  readonly slots: number
  /** Slots that are there more than once. */
  readonly doubled: number
  readonly doctors: number
  readonly ledger: number
}

/** What a clinic's own database holds. */
export async function insideFacts(adminUrl: string, database: string): Promise<InsideFacts> {
  const [facts] = await ask(adminUrl, database, (query) =>
    query<InsideFacts & Record<string, unknown>>(
      `select array(select clinic_id::text from clinic_profile) as profiles,
         (select count(*)::int from slot) as slots,
         (select count(*)::int - count(distinct (doctor_id, starts_at))::int from slot) as doubled,
         (select count(*)::int from doctor) as doctors,
         (select max(version) from schema_migration) as ledger`,
    ),
  )
  return facts as InsideFacts
}

type Query = <R extends Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>

/** Asks one database of a server as its administrator. */
export async function ask<T>(
  adminUrl: string,
  database: string,
  work: (query: Query) => Promise<T>,
): Promise<T> {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href, application_name: 'a test' })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(async (sql, values) => (await client.query(sql, values)).rows)
  } finally {
    await client.end()
  }
}
