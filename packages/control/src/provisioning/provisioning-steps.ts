import { type ClinicManifest, defaultBookingPolicy } from '@polyclinic/contract'
import { migrateDatabase, openDatabase, scramVerifier } from '@polyclinic/postgres'
import type { ClinicRow } from '../clinics/clinic-row.ts'
import { putState } from '../clinics/clinic-queries.ts'
import { noteSuccess } from '../clinics/operation-queries.ts'
import type { Provisioner, ServerAdmin } from '../control-plane.ts'
import {
  allowConnections,
  cloneDatabase,
  closeToPublic,
  currentDatabase,
  dropDatabase,
  findDatabase,
  findLedgerVersion,
  letConnect,
  putLogin,
  reachable,
  serverRoles,
} from '../installation/index.ts'
import { chooseStaffing } from '../manifests/choose-staffing.ts'
import { hintRelay } from '../relay/index.ts'
import { credentialPlace } from '../routing/credential-place.ts'
import { ensureTemplate, templateName } from './ensure-template.ts'
import { OperationFailed } from './operation-failed.ts'

export interface ProvisioningCase {
  readonly operationId: string
  readonly clinic: ClinicRow
  readonly manifest: ClinicManifest
  readonly server: ServerAdmin
}

type Step = (provisioner: Provisioner, the: ProvisioningCase) => Promise<void>

/**
 * What makes a reserved clinic an active one, in order. Each step checks before it acts, so that a process killed at
 * any point is followed by one that repeats the step and leaves nothing behind.
 */
export const provisioningSteps = {
  role: makeRole,
  database: cloneTemplate,
  grants: openToRole,
  profile: foundInside,
  verify: verifyAsClinic,
  activate: activateClinic,
} satisfies Record<string, Step>

const connectionsPerClinic = 64

async function makeRole({ vault }: Provisioner, { clinic, server }: ProvisioningCase): Promise<void> {
  await putLogin(server.database, {
    role: clinic.roleName,
    verifier: scramVerifier(passwordOf(vault, clinic)),
    group: serverRoles.clinicGroup,
    connectionLimit: connectionsPerClinic,
  })
}

async function cloneTemplate(
  { clinicMigrations }: Provisioner,
  { clinic, server }: ProvisioningCase,
): Promise<void> {
  const found = await findDatabase(server.database, clinic.databaseName)
  if (found?.broken) await dropDatabase(server.database, clinic.databaseName)
  if (found && !found.broken) return
  const template = await ensureTemplate(server, clinicMigrations)
  await cloneDatabase(server.database, clinic.databaseName, template, serverRoles.owner)
}

async function openToRole(_: Provisioner, { clinic, server }: ProvisioningCase): Promise<void> {
  await server.database.transaction(async (tx) => {
    await closeToPublic(tx, clinic.databaseName)
    await letConnect(tx, clinic.databaseName, clinic.roleName)
    await allowConnections(tx, clinic.databaseName)
  })
}

async function foundInside(provisioner: Provisioner, the: ProvisioningCase): Promise<void> {
  const { founder, vault, templates, clinicMigrations } = provisioner
  const { clinic, manifest, server } = the
  const url = server.ownerUrl(clinic.databaseName)
  await using inside = openForMoment(url)
  // carried on by a newer version of the code, the clone is still of the older template
  if ((await findLedgerVersion(inside.database)) !== clinicMigrations.length) {
    await migrateDatabase(url, clinicMigrations)
  }
  const { id, slug, name, timeZone } = clinic
  const policy = { ...defaultBookingPolicy, ...manifest.policy }
  const staffing = chooseStaffing(manifest, templates)
  await founder.found(inside.database, { clinicId: id, slug, name, timeZone, policy, staffing }, vault)
}

/** Connects as the clinic itself: its credential works, its database is its own, and nothing else is open to it. */
async function verifyAsClinic(provisioner: Provisioner, { clinic, server }: ProvisioningCase): Promise<void> {
  const { founder, vault, clinicMigrations, database } = provisioner
  await using inside = openForMoment(clinicUrl(server, clinic, passwordOf(vault, clinic)))
  await founder.confirmIdentity(inside.database, clinic)
  const [control, maintenance] = await Promise.all([
    currentDatabase(database),
    currentDatabase(server.database),
  ])
  const foreign = ['postgres', 'template1', templateName(clinicMigrations), control, maintenance]
  const open = await reachable(inside.database, foreign)
  if (open.length > 0) {
    throw new OperationFailed(
      `The role of ${clinic.slug} could connect to ${open.join(', ')}: revoke CONNECT there from PUBLIC and run the same command again.`,
    )
  }
}

async function activateClinic(
  provisioner: Provisioner,
  { clinic, operationId }: ProvisioningCase,
): Promise<void> {
  await provisioner.database.transaction(async (tx) => {
    await putState(tx, clinic.id, 'active', provisioner.clinicMigrations.length)
    await noteSuccess(tx, operationId)
    await hintRelay(tx, clinic.id)
  })
}

export const passwordOf = (vault: Provisioner['vault'], clinic: ClinicRow): string =>
  vault.openSecret(clinic.credential, credentialPlace(clinic.id))

function clinicUrl(server: ServerAdmin, clinic: ClinicRow, password: string): string {
  const url = new URL(server.ownerUrl(clinic.databaseName))
  url.searchParams.delete('options')
  url.username = clinic.roleName
  url.password = password
  return url.href
}

function openForMoment(connectionString: string) {
  const database = openDatabase({
    connectionString,
    max: 1,
    applicationName: 'polyclinic-provisioning',
    timeouts: { connectMilliseconds: 10_000, queryMilliseconds: 60_000, statementMilliseconds: 55_000 },
  })
  return { database, [Symbol.asyncDispose]: () => database.end() }
}
