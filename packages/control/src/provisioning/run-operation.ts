import { clinicManifest } from '@polyclinic/contract'
import { type Database, migrateDatabase } from '@polyclinic/postgres'
import { findClinicById, findServer, putState } from '../clinics/clinic-queries.ts'
import type { ClinicRow, OperationRow } from '../clinics/clinic-row.ts'
import {
  findOperation,
  noteAttempt,
  noteFailure,
  noteStep,
  noteSuccess,
} from '../clinics/operation-queries.ts'
import type { Provisioner, ServerAdmin } from '../control-plane.ts'
import { tryLock, unlock } from '../installation/index.ts'
import { explainFailure, OperationFailed } from './operation-failed.ts'
import { provisioningSteps } from './provisioning-steps.ts'

/** What became of an attempt. `elsewhere`: another process is at it. */
export type Attempt = 'succeeded' | 'elsewhere'

/**
 * Carries an operation from the step it stands at to its end. The lease is a lock of this connection: it ends with the
 * process, however that ends, and the next attempt starts at once.
 * @throws OperationFailed with one sentence; the operation is then `failed` and may be run again
 */
export async function runOperation(provisioner: Provisioner, operationId: string): Promise<Attempt> {
  return underLease(provisioner.database, `operation:${operationId}`, async () => {
    const operation = await findOperation(provisioner.database, operationId)
    if (!operation || operation.state === 'succeeded') return
    await noteAttempt(provisioner.database, operationId)
    await attempt(provisioner, operation)
  })
}

async function underLease(database: Database, lease: string, work: () => Promise<void>): Promise<Attempt> {
  const connection = await database.connect()
  try {
    if (!(await tryLock(connection, lease))) return 'elsewhere'
    try {
      await work()
    } finally {
      await unlock(connection, lease)
    }
    return 'succeeded'
  } finally {
    connection.release()
  }
}

async function attempt(provisioner: Provisioner, operation: OperationRow): Promise<void> {
  const clinic = await findClinicById(provisioner.database, operation.clinicId)
  const registered = clinic && (await findServer(provisioner.database, clinic.server))
  if (!clinic || !registered)
    throw new OperationFailed('The clinic of this operation is gone from the registry.')
  try {
    const server = provisioner.servers.open(registered.adminReference)
    if (operation.kind === 'provision') await provision(provisioner, operation, clinic, server)
    else await migrate(provisioner, operation, clinic, server)
  } catch (error) {
    const sentence = explainFailure(error, registered.name)
    await noteFailure(provisioner.database, operation.id, sentence)
    throw new OperationFailed(sentence, { cause: error })
  }
}

async function provision(
  provisioner: Provisioner,
  operation: OperationRow,
  clinic: ClinicRow,
  server: ServerAdmin,
): Promise<void> {
  const text =
    operation.arguments && provisioner.vault.openSecret(operation.arguments, argumentsPlace(clinic.id))
  const manifest = clinicManifest.parse(JSON.parse(text ?? ''))
  const names = Object.keys(provisioningSteps) as (keyof typeof provisioningSteps)[]
  for (const name of names.slice(Math.max(0, names.indexOf(operation.step as (typeof names)[number])))) {
    if (name !== operation.step) await noteStep(provisioner.database, operation.id, name)
    await provisioningSteps[name](provisioner, { operationId: operation.id, clinic, manifest, server })
  }
}

async function migrate(
  provisioner: Provisioner,
  operation: OperationRow,
  clinic: ClinicRow,
  server: ServerAdmin,
): Promise<void> {
  const { version } = await migrateDatabase(
    server.ownerUrl(clinic.databaseName),
    provisioner.clinicMigrations,
  )
  await provisioner.database.transaction(async (tx) => {
    await putState(tx, clinic.id, clinic.state, version)
    await noteSuccess(tx, operation.id)
  })
}

/** What an operation's sealed arguments are bound to. */
export const argumentsPlace = (clinicId: string): string => `clinic_operation.arguments:${clinicId}`
