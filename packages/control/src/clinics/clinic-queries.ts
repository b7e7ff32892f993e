import type { Queryable } from '@polyclinic/postgres'
import type { ClinicRow } from './clinic-row.ts'

const columns = `c.id, c.slug, c.name, c.address_line as "addressLine", c.city, c.region, c.postal_code as "postalCode",
  c.phone, c.time_zone as "timeZone", c.country, c.locale, c.latitude, c.longitude, c.state, c.server,
  c.database_name as "databaseName", c.role_name as "roleName", c.credential,
  c.credential_version as "credentialVersion", c.epoch, c.schema_version as "schemaVersion",
  c.source_system as "sourceSystem", c.source_id as "sourceId", c.source_fingerprint as "sourceFingerprint",
  array(select host from clinic_host h where h.clinic_id = c.id order by host) as hosts,
  c.created_at as "createdAt", c.updated_at as "updatedAt", c.version`

export async function findClinicBySlug(db: Queryable, slug: string): Promise<ClinicRow | undefined> {
  const { rows } = await db.query<ClinicRow>(`select ${columns} from clinic c where c.slug = $1`, [slug])
  return rows[0]
}

export async function findClinicById(db: Queryable, id: string): Promise<ClinicRow | undefined> {
  const { rows } = await db.query<ClinicRow>(`select ${columns} from clinic c where c.id = $1`, [id])
  return rows[0]
}

export async function findClinicsById(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, ClinicRow>> {
  const { rows } = await db.query<ClinicRow>(`select ${columns} from clinic c where c.id = any ($1)`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

export async function findClinicBySource(
  db: Queryable,
  source: { system: string; id: string },
): Promise<ClinicRow | undefined> {
  const { rows } = await db.query<ClinicRow>(
    `select ${columns} from clinic c where c.source_system = $1 and c.source_id = $2`,
    [source.system, source.id],
  )
  return rows[0]
}

/** By slug; one more than the limit. */
export async function findClinics(
  db: Queryable,
  filter: {
    state?: string | undefined
    search?: string | undefined
    after?: string | undefined
    limit: number
  },
): Promise<ClinicRow[]> {
  const { rows } = await db.query<ClinicRow>(
    `select ${columns} from clinic c
     where ($1::text is null or c.state = $1) and ($2::text is null or c.slug > $2)
       and ($4::text is null or strpos(c.slug, lower($4)) > 0 or strpos(lower(c.name), lower($4)) > 0
         or strpos(lower(c.city), lower($4)) > 0 or c.server = $4)
     order by c.slug limit $3`,
    [filter.state, filter.after, filter.limit + 1, filter.search],
  )
  return rows
}

/** Clinics that take bookings, by name; one more than the limit. */
export async function findPublicClinics(
  db: Queryable,
  filter: { search?: string | undefined; after?: readonly string[] | undefined; limit: number },
): Promise<ClinicRow[]> {
  const [afterName, afterId] = filter.after ?? []
  const { rows } = await db.query<ClinicRow>(
    `select ${columns} from clinic c
     where c.state = 'active'
       and ($1::text is null or strpos(lower(c.name), lower($1)) > 0 or strpos(lower(c.city), lower($1)) > 0)
       and ($2::text is null or (c.name, c.id) > ($2, $3::uuid))
     order by c.name, c.id limit $4`,
    [filter.search, afterName, afterId, filter.limit + 1],
  )
  return rows
}

export interface ContactFacts {
  name: string
  address: { line: string; city: string; region?: string | undefined; postalCode?: string | undefined } | null
  phone: string | null
  position: { latitude: number; longitude: number } | null
}

const contactValues = (facts: ContactFacts): unknown[] => [
  facts.name,
  facts.address?.line,
  facts.address?.city,
  facts.address?.region,
  facts.address?.postalCode,
  facts.phone,
  facts.position?.latitude,
  facts.position?.longitude,
]

/** Writes contact facts and state under the row's version; gives nothing when the version has moved on. */
export async function updateClinic(
  db: Queryable,
  row: { id: string; version: number },
  facts: ContactFacts & { state: string },
): Promise<ClinicRow | undefined> {
  const { rows } = await db.query<ClinicRow>(
    `with changed as (
       update clinic set name = $3, address_line = $4, city = $5, region = $6, postal_code = $7, phone = $8,
         latitude = $9, longitude = $10, state = $11, epoch = epoch + (state <> $11)::integer
       where id = $1 and version = $2
       returning *
     ) select ${columns} from changed c`,
    [row.id, row.version, ...contactValues(facts), facts.state],
  )
  return rows[0]
}

export async function updateFromSource(
  db: Queryable,
  id: string,
  facts: ContactFacts,
  fingerprint: string,
): Promise<void> {
  await db.query(
    `update clinic set name = $2, address_line = $3, city = $4, region = $5, postal_code = $6, phone = $7,
       latitude = $8, longitude = $9, source_fingerprint = $10
     where id = $1`,
    [id, ...contactValues(facts), fingerprint],
  )
}

export interface NewClinic extends ContactFacts {
  id: string
  slug: string
  timeZone: string
  country: string
  locale: string
  server: string
  databaseName: string
  roleName: string
  credential: Buffer
  source: { system: string; id: string } | undefined
  fingerprint: string
  hosts: readonly string[]
}

export async function insertClinic(db: Queryable, clinic: NewClinic): Promise<void> {
  await db.query(
    `insert into clinic (name, address_line, city, region, postal_code, phone, latitude, longitude, id, slug,
       time_zone, country, locale, state, server, database_name, role_name, credential, source_system, source_id,
       source_fingerprint)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'provisioning', $14, $15, $16, $17, $18, $19,
       $20)`,
    [
      ...contactValues(clinic),
      clinic.id,
      clinic.slug,
      clinic.timeZone,
      clinic.country,
      clinic.locale,
      clinic.server,
      clinic.databaseName,
      clinic.roleName,
      clinic.credential,
      clinic.source?.system,
      clinic.source?.id,
      clinic.fingerprint,
    ],
  )
  if (clinic.hosts.length > 0) {
    await db.query('insert into clinic_host (host, clinic_id) select unnest($1::text[]), $2', [
      clinic.hosts,
      clinic.id,
    ])
  }
}

/** The open server with most room, or the named one where it has room. */
export async function chooseServer(
  db: Queryable,
  name: string | undefined,
): Promise<{ name: string; adminReference: string } | undefined> {
  const { rows } = await db.query<{ name: string; adminReference: string }>(
    `select s.name, s.admin_reference as "adminReference"
     from database_server s
     cross join lateral (select count(*) from clinic c where c.server = s.name and c.state <> 'purged') as used (clinics)
     where s.state = 'open' and used.clinics < s.clinic_limit and ($1::text is null or s.name = $1)
     order by used.clinics::double precision / s.clinic_limit, s.name
     limit 1`,
    [name],
  )
  return rows[0]
}

export async function findServer(
  db: Queryable,
  name: string,
): Promise<{ name: string; adminReference: string; state: string; host: string; port: number } | undefined> {
  const { rows } = await db.query<{
    name: string
    adminReference: string
    state: string
    host: string
    port: number
  }>(
    'select name, admin_reference as "adminReference", state, host, port from database_server where name = $1',
    [name],
  )
  return rows[0]
}

export async function putState(
  db: Queryable,
  id: string,
  state: string,
  schemaVersion: number,
): Promise<void> {
  await db.query(
    `update clinic set state = $2, schema_version = $3, epoch = epoch + (state <> $2)::integer where id = $1`,
    [id, state, schemaVersion],
  )
}
