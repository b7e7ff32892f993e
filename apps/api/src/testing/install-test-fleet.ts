import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { clinicFounder } from '@polyclinic/clinic'
import type { ClinicManifest } from '@polyclinic/contract'
import {
  installControlPlane,
  onboardClinic,
  type OpenProvisioner,
  openProvisioner,
  openServerAdmins,
  registerServer,
  runOperation,
} from '@polyclinic/control'
import { loadMigrations, type OpenDatabase, quoteIdentifier } from '@polyclinic/postgres'
import { openTestDatabase, patience } from '@polyclinic/postgres/testing'
import { testVault } from './test-keys.ts'

export interface TestFleet extends AsyncDisposable {
  /** Name of the control plane's database */
  readonly name: string
  readonly adminUrl: string
  readonly provisioner: OpenProvisioner
  /** Any database of the server, as its superuser; closed with the fleet. */
  asSuperuser(database: string): OpenDatabase
}

const folder = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
const operator = { kind: 'system', name: 'test' } as const

/** A control plane of its own on the server and the clinics declared, made by the real provisioning; all dropped at the end. */
export async function installTestFleet(
  adminUrl: string,
  manifests: readonly ClinicManifest[],
): Promise<TestFleet> {
  const name = `test_installation_${randomBytes(6).toString('hex')}`
  const vault = testVault()
  const adminUrls = new Map([['default', adminUrl]])
  const servers = openServerAdmins(adminUrls)
  const admin = servers.open('default')
  await installControlPlane({
    admin,
    vault,
    name,
    migrations: await loadMigrations(folder('migrations/control')),
  })
  await servers.end()
  const provisioner = openProvisioner({
    adminUrls,
    controlDatabase: name,
    vault,
    founder: clinicFounder,
    clinicMigrations: await loadMigrations(folder('migrations/clinic')),
    templates: new Map(),
    applicationName: 'test-fleet',
    timeouts: patience,
  })
  await registerServer(provisioner.database, {
    name: 'main',
    region: 'test',
    adminReference: 'default',
    ...admin.address,
    clinicLimit: 1_000,
    connectionLimit: 100,
  })
  await Promise.all(manifests.map((manifest) => onboard(provisioner, manifest)))
  const opened = new Map<string, OpenDatabase>()
  return {
    name,
    adminUrl,
    provisioner,
    asSuperuser(database) {
      const known = opened.get(database) ?? openAs(adminUrl, database)
      opened.set(database, known)
      return known
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...opened.values()].map((each) => each.end()))
      await dropFleet(provisioner, adminUrl, name)
    },
  }
}

async function onboard(provisioner: OpenProvisioner, manifest: ClinicManifest): Promise<void> {
  const { operationId } = await onboardClinic(provisioner, operator, manifest)
  await runOperation(provisioner, operationId)
}

function openAs(adminUrl: string, database: string): OpenDatabase {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return openTestDatabase(url.href, { max: 4, applicationName: 'test-superuser' })
}

async function dropFleet(provisioner: OpenProvisioner, adminUrl: string, control: string): Promise<void> {
  const { rows } = await provisioner.database.query<{ database: string; role: string }>(
    'select database_name as database, role_name as role from clinic',
  )
  await provisioner.end()
  const superuser = openAs(adminUrl, 'postgres')
  for (const name of [...rows.map(({ database }) => database), control]) {
    await superuser.query(`drop database if exists ${quoteIdentifier(name)} with (force)`)
  }
  for (const { role } of rows) await superuser.query(`drop role if exists ${quoteIdentifier(role)}`)
  await superuser.end()
}
