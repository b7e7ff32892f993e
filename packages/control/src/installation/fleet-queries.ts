import type { RegisteredServer } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

export interface ServerRegistration {
  name: string
  region: string
  adminReference: string
  host: string
  port: number
  clinicLimit: number
  connectionLimit: number
}

/** Adds a server to the fleet, or notes that it has moved; writes nothing when nothing changed. */
export async function registerServer(db: Queryable, server: ServerRegistration): Promise<void> {
  await db.query(
    `insert into database_server (name, region, admin_reference, host, port, clinic_limit, connection_limit)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (name) do update set host = excluded.host, port = excluded.port
     where (database_server.host, database_server.port) is distinct from (excluded.host, excluded.port)`,
    [
      server.name,
      server.region,
      server.adminReference,
      server.host,
      server.port,
      server.clinicLimit,
      server.connectionLimit,
    ],
  )
}

/** One clinic's sealed credential, whichever: it tells whether the keys are the right ones. */
export async function findAnyCredential(
  db: Queryable,
): Promise<{ id: string; credential: Buffer } | undefined> {
  const { rows } = await db.query<{ id: string; credential: Buffer }>(
    'select id, credential from clinic limit 1',
  )
  return rows[0]
}

export async function findServers(db: Queryable): Promise<RegisteredServer[]> {
  const { rows } = await db.query<RegisteredServer>(
    `select s.name, s.region, s.state, s.host || ':' || s.port as address, s.clinic_limit as "clinicLimit",
       s.connection_limit as "connectionLimit",
       (select count(*)::integer from clinic c where c.server = s.name and c.state <> 'purged') as clinics
     from database_server s order by s.name`,
  )
  return rows
}
