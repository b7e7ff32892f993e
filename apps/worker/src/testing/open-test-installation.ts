import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clinicFounder } from '@polyclinic/clinic'
import {
  installControlPlane,
  onboardClinic,
  openProvisioner,
  openServerAdmins,
  readManifest,
  readTemplates,
  registerServer,
  relayJob,
  runOperation,
} from '@polyclinic/control'
import { type Actor, newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import {
  type Database,
  type EmbeddedPostgres,
  loadMigrations,
  startEmbeddedPostgres,
} from '@polyclinic/postgres'
import { openTestDatabase, patience } from '@polyclinic/postgres/testing'
import { type Config, readConfig } from '../boot/config.ts'

const root = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
const tester: Actor = { kind: 'system', name: 'test' }

export interface TestInstallation extends AsyncDisposable {
  /** The environment of a worker of this installation */
  readonly environment: Record<string, string>
  readonly config: Config
  /** The control plane, as the server's superuser */
  readonly admin: Database
  /** A clinic of `tenants/`, made anew: its id, and its database as the superuser */
  onboard(slug: string): Promise<{ id: string; inside: Database }>
  /** Takes the server away, clinics and control plane. */
  stopServer(): Promise<void>
  startServer(): Promise<void>
}

/** A control plane with its queue on a server of its own, which a test may stop. */
export async function openTestInstallation(): Promise<TestInstallation> {
  const directory = await mkdtemp(join(tmpdir(), 'polyclinic-worker-'))
  // the account of the database server has to pass through
  await chmod(directory, 0o711)
  const start = (port?: number): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres'), port, settings: { fsync: 'off' } })
  let server = await start()
  const { port } = server
  const adminUrl = server.adminUrl()
  const keys = newKeyRingText({ development: true })
  const environment = {
    DATABASE_URL: adminUrl,
    POLYCLINIC_KEYS: keys,
    POLYCLINIC_WORKER_WATCH_SECONDS: '0.5',
    LOG_LEVEL: 'silent',
  }
  const config = readConfig(environment)
  const adminUrls = new Map([['default', adminUrl]])
  const admins = openServerAdmins(adminUrls)
  const vault = new Vault(parseKeyRing(keys, 'a test'))
  const name = config.controlDatabase
  await installControlPlane({
    admin: admins.open('default'),
    vault,
    name,
    migrations: await loadMigrations(root('migrations/control')),
  })
  const provisioner = openProvisioner({
    adminUrls,
    controlDatabase: name,
    vault,
    founder: clinicFounder,
    clinicMigrations: await loadMigrations(root('migrations/clinic')),
    templates: await readTemplates(root('tenants/templates')),
    applicationName: 'test',
    timeouts: patience,
  })
  const as = (database: string) => openTestDatabase(server.adminUrl(database))
  const admin = as(name)
  const open = [admin, provisioner, admins]
  return {
    environment,
    config,
    admin,
    async onboard(slug) {
      await registerServer(provisioner.database, {
        name: 'main',
        region: 'local',
        adminReference: 'default',
        ...admins.open('default').address,
        clinicLimit: 10,
        connectionLimit: 50,
      })
      const manifest = await readManifest(root(`tenants/${slug}.json`))
      const { operationId } = await onboardClinic(provisioner, tester, manifest)
      await runOperation(provisioner, operationId)
      const { rows } = await admin.query<{ id: string; database: string }>(
        'select id, database_name as database from clinic where slug = $1',
        [slug],
      )
      const { id = '', database = '' } = rows[0] ?? {}
      // a test that counts jobs means its own
      await admin.query('select graphile_worker.remove_job($1)', [relayJob(id).key])
      const inside = as(database)
      open.push(inside)
      return { id, inside }
    },
    stopServer: () => server.stop(),
    async startServer() {
      server = await start(port)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(open.map((each) => each.end()))
      await server.stop()
      await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
