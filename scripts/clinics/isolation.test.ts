import { ensureTemplate, findClinicBySlug } from '@polyclinic/control'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Installation } from '../installation/open-installation.ts'
import { ask, fleetFacts } from './testing/fleet-facts.ts'
import { onboardHere, openHere } from './testing/installed.ts'
import { dropTemplates, writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from './testing/private-server.ts'

let server: PrivateServer
let installation: Installation
beforeAll(async () => {
  server = await startPrivateServer()
  installation = await openHere(server.environment)
  for (const slug of ['ada', 'ben']) {
    await onboardHere(installation.provisioner, writeManifest(server.data, slug))
  }
})
afterAll(async () => {
  await installation?.close()
  await server?.[Symbol.asyncDispose]()
})

/** The raw credential of a clinic, as somebody who stole it would have it. */
async function credentialOf(slug: string): Promise<{ user: string; password: string; database: string }> {
  const clinic = await findClinicBySlug(installation.provisioner.database, slug)
  if (!clinic) throw new Error(`${slug} is not there`)
  const password = installation.vault.openSecret(clinic.credential, `clinic.credential:${clinic.id}`)
  return { user: clinic.roleName, password, database: clinic.databaseName }
}

async function connectAs(
  user: string,
  password: string,
  database: string,
  sql = 'select 1',
): Promise<string> {
  const { hostname, port } = new URL(server.adminUrl)
  const client = new pg.Client({ host: hostname, port: Number(port), user, password, database })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(sql)
    return 'done'
  } catch (error) {
    return String((error as { code?: string }).code)
  } finally {
    await client.end().catch(() => {})
  }
}

const databasesOfServer = () =>
  ask(server.adminUrl, 'postgres', async (query) =>
    (await query<{ datname: string }>('select datname from pg_database')).map(({ datname }) => datname),
  )

describe('the raw credential of a clinic', () => {
  test('opens its own database and no other of the server', async () => {
    const { user, password, database } = await credentialOf('ada')
    const opened: string[] = []
    for (const name of await databasesOfServer()) {
      const outcome = await connectAs(user, password, name)
      if (outcome === 'done') opened.push(name)
      // insufficient privilege, or a template that takes nobody
      else expect({ name, outcome: ['42501', '55000'].includes(outcome) }).toEqual({ name, outcome: true })
    }
    expect(opened).toEqual([database])
  })

  test('is refused with another password, on loopback too', async () => {
    const { user, database } = await credentialOf('ada')
    expect(await connectAs(user, 'guessed', database)).toBe('28P01')
  })

  test.each([
    ['create table mine (id integer)', '42501'],
    ['create temporary table mine (id integer)', '42501'],
    ['create database mine', '42501'],
    ['create role mine', '42501'],
    ['set role polyclinic_owner', '42501'],
    ['drop table slot', '42501'],
    ['update schema_migration set version = 99', '42501'],
    ['update clinic_profile set clinic_id = uuidv7()', '42501'],
    ['select count(*) from slot', 'done'],
  ])('%s → %s', async (sql, outcome) => {
    const { user, password, database } = await credentialOf('ada')
    expect(await connectAs(user, password, database, sql)).toBe(outcome)
  })
})

describe('a server’s template', () => {
  const template = async () =>
    (await databasesOfServer()).filter((name) => name.startsWith('polyclinic_template_'))
  const clones = async () => (await fleetFacts(server.adminUrl)).databases

  test('leaves no clone open to everybody, and takes no connections itself', async () => {
    const open = await ask(server.adminUrl, 'postgres', (query) =>
      query(`select datname from pg_database where has_database_privilege('public', oid, 'connect')
             and datname <> 'template0'`),
    )
    expect(open).toEqual([])
    const [name = ''] = await template()
    const admin = new URL(server.adminUrl)
    expect(await connectAs(admin.username, decodeURIComponent(admin.password), name)).toBe('55000')
    expect(await clones()).toHaveLength(2)
  })

  test('is made once by several at once', async () => {
    await dropTemplates(server.adminUrl)
    const { servers, clinicMigrations } = installation.provisioner
    await using other = await openHere(server.environment)
    const made = await Promise.all([
      ensureTemplate(servers.open('default'), clinicMigrations),
      ensureTemplate(other.provisioner.servers.open('default'), clinicMigrations),
      ensureTemplate(servers.open('default'), clinicMigrations),
    ])
    expect(new Set(made).size).toBe(1)
    expect(await template()).toEqual([made[0]])
  })
})
