import type { Queryable } from '@polyclinic/postgres'
import type { ClinicRoute } from './clinic-route.ts'

export type RouteRow = Omit<ClinicRoute, 'password'> & { credential: Buffer }

const routeOf = (condition: string): string =>
  `select c.id, c.slug, c.name, c.time_zone as "timeZone", c.state, c.epoch, c.schema_version as "schemaVersion",
     c.server, s.host, s.port, c.database_name as database, c.role_name as role, c.credential,
     c.credential_version as "credentialVersion"
   from clinic c join database_server s on s.name = c.server
   where ${condition}`

const statements = {
  slug: { name: 'route-by-slug', text: routeOf('c.slug = $1') },
  id: { name: 'route-by-id', text: routeOf('c.id = $1') },
  host: {
    name: 'route-by-host',
    text: routeOf('c.id = (select clinic_id from clinic_host where host = $1)'),
  },
} as const

export type RouteKind = keyof typeof statements

export async function findRoute(
  db: Queryable,
  kind: RouteKind,
  value: string,
): Promise<RouteRow | undefined> {
  const { rows } = await db.query<RouteRow>({ ...statements[kind], values: [value] })
  return rows[0]
}
