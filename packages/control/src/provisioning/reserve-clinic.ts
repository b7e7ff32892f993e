import { randomBytes } from 'node:crypto'
import { type ClinicManifest, Refusal } from '@polyclinic/contract'
import { brokenConstraint, type Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import { chooseServer, insertClinic } from '../clinics/clinic-queries.ts'
import { insertOperation } from '../clinics/operation-queries.ts'
import type { Provisioner } from '../control-plane.ts'
import { credentialPlace } from '../routing/credential-place.ts'
import { OperationFailed } from './operation-failed.ts'
import { argumentsPlace } from './run-operation.ts'

/**
 * The first step: takes the slug and a place on a server, and writes down what is to be done, all in one transaction.
 * Database and role get names that tell nothing, since any role of a server may list them.
 * @param fingerprint by which the same declaration is known again
 * @returns the operation's id
 */
export async function reserveClinic(
  provisioner: Provisioner,
  manifest: ClinicManifest,
  fingerprint: string,
): Promise<string> {
  const { vault } = provisioner
  const id = newId()
  const opaque = `c_${id.replaceAll('-', '')}`
  const password = randomBytes(32).toString('base64url')
  try {
    return await provisioner.database.transaction(async (tx) => {
      await insertClinic(tx, {
        ...manifest,
        id,
        address: manifest.address ?? null,
        phone: manifest.phone ?? null,
        position: manifest.position ?? null,
        server: await placeFor(tx, manifest),
        databaseName: opaque,
        roleName: `${opaque}_a`,
        credential: vault.sealSecret(password, credentialPlace(id)),
        source: manifest.source,
        fingerprint,
      })
      const sealed = vault.sealSecret(JSON.stringify(manifest), argumentsPlace(id))
      return insertOperation(tx, { clinicId: id, kind: 'provision', step: 'role', arguments: sealed })
    })
  } catch (error) {
    throw nameTaken(error, manifest) ?? error
  }
}

async function placeFor(tx: Queryable, manifest: ClinicManifest): Promise<string> {
  const server = await chooseServer(tx, manifest.server)
  if (server) return server.name
  throw new OperationFailed(
    manifest.server
      ? `The server ${manifest.server} is unknown, closed or full: choose another in the manifest.`
      : 'No server of the fleet is open and has room: add one or raise a limit.',
  )
}

function nameTaken(error: unknown, manifest: ClinicManifest): Refusal | undefined {
  const constraint = brokenConstraint(error)?.constraint
  if (constraint === 'clinic_slug_key') {
    return new Refusal(
      'already-exists',
      { field: 'slug' },
      `The slug ${manifest.slug} belongs to another clinic: choose another.`,
    )
  }
  if (constraint === 'clinic_host_pkey') {
    return new Refusal(
      'already-exists',
      { field: 'hosts' },
      'One of the host names belongs to another clinic.',
    )
  }
  if (constraint === 'clinic_source_key') {
    return new Refusal(
      'already-exists',
      { field: 'source' },
      'A clinic from the same source is already there.',
    )
  }
  return undefined
}
