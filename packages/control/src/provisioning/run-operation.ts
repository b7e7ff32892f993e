import { setTimeout as pause } from 'node:timers/promises'
import { clinicManifest } from '@polyclinic/contract'
import { type Database, databaseOver, migrateDatabase } from '@polyclinic/postgres'
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
import { hintRelay } from '../relay/index.ts'
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
  return underLease(provisioner.database, `operation:${operationId}`, async (database) => {
    const operation = await findOperation(database, operationId)
    if (!operation || operation.state === 'succeeded') return
    await noteAttempt(database, operationId)
    await attempt({ ...provisioner, database }, operation)
  })
}

/** What the work writes goes over the connection that holds the lease: whoever has lost it writes nothing more. */
async function underLease(
  database: Database,
  lease: string,
  work: (leased: Database) => Promise<void>,
): Promise<Attempt> {
  const connection = await database.connect()
  try {
    if (!(await takeLease(connection, lease))) return 'elsewhere'
    try {
      await work(leasedFrom(connection))
    } finally {
      // a lost connection has let go of it by itself
      await unlock(connection, lease).catch(() => {})
    }
    return 'succeeded'
  } finally {
    connection.release()
  }
}

/** A killed process holds its lease until the server notices that it is gone: soon, but not at once. */
async function takeLease(connection: Connection, lease: string): Promise<boolean> {
  const deadline = performance.now() + 1_000
  while (!(await tryLock(connection, lease))) {
    if (performance.now() > deadline) return false
    await pause(25)
  }
  return true
}

type Connection = Awaited<ReturnType<Database['connect']>>

function leasedFrom(connection: Connection): Database {
  const kept = { query: connection.query.bind(connection), release() {} }
  return databaseOver(async () => kept as unknown as Connection)
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
    // the control plane may be what has gone: the operation then stays as it was, and is carried on all the same
    await noteFailure(provisioner.database, operation.id, sentence).catch(() => {})
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
    await complete(() =>
      provisioningSteps[name](provisioner, { operationId: operation.id, clinic, manifest, server }),
    )
  }
}

/**
 * A killed process's last statement may still be under way on the server, too late to be seen by the check and early
 * enough to collide: repeating the step then finds it done.
 */
async function complete(step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!collided.has(String((error as { code?: unknown }).code))) throw error
    await step()
  }
}

// duplicate database, duplicate object, unique violation, object in use, and a catalogue row changed under us
const collided = new Set(['42P04', '42710', '23505', '55006', 'XX000'])

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
    await hintRelay(tx, clinic.id)
  })
}

/** What an operation's sealed arguments are bound to. */
export const argumentsPlace = (clinicId: string): string => `clinic_operation.arguments:${clinicId}`
