import { newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { OpenDatabase } from '@polyclinic/postgres'
import { freshDatabase, openTestDatabase } from '@polyclinic/postgres/testing'
import type { ControlPlane } from '../control-plane.ts'
import { installQueue } from '../queue/index.ts'

export interface TestControlPlane extends AsyncDisposable {
  readonly owner: OpenDatabase
  /** As a running process has it */
  readonly control: ControlPlane
  readonly clinicIds: readonly string[]
}

/** A control plane of its own with so many active clinics, none of which has a database. */
export async function openTestControlPlane(clinics: number): Promise<TestControlPlane> {
  const fresh = await freshDatabase('control')
  const as = (role: string) => {
    const url = new URL(fresh.url)
    url.searchParams.set('options', `-c role=${role}`)
    return url.href
  }
  await installQueue(as('polyclinic_owner'))
  const owner = openTestDatabase(as('polyclinic_owner'))
  const database = openTestDatabase(as('polyclinic_control_app'))
  await owner.query(
    `insert into database_server (name, region, admin_reference, host, port, clinic_limit, connection_limit)
     values ('main', 'local', 'default', 'localhost', 5432, 10, 10)`,
  )
  const { rows } = await owner.query<{ id: string }>(
    `insert into clinic (slug, name, time_zone, country, locale, state, server, database_name, role_name, credential)
     select 'c' || n, 'Clinic ' || n, 'UTC', 'DE', 'de-DE', 'active', 'main', 'd' || n, 'r' || n, ''
     from generate_series(1, $1::integer) n returning id`,
    [clinics],
  )
  const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
  return {
    owner,
    control: { database, vault },
    clinicIds: rows.map(({ id }) => id),
    async [Symbol.asyncDispose]() {
      await Promise.all([owner.end(), database.end()])
      await fresh[Symbol.asyncDispose]()
    },
  }
}
