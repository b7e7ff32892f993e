import type { Vault } from '@polyclinic/guard'
import { type Migration, migrateDatabase, openDatabase, scramVerifier } from '@polyclinic/postgres'
import type { ServerAdmin } from '../control-plane.ts'
import { installQueue } from '../queue/index.ts'
import { credentialPlace } from '../routing/credential-place.ts'
import { findAnyCredential } from './fleet-queries.ts'
import { prepareServer, underServerLock } from './prepare-server.ts'
import { closeToPublic, createEmptyDatabase, findDatabase, letConnect, putLogin } from './server-queries.ts'
import { serverRoles } from './server-roles.ts'

/** The control plane is there, and was made with other keys. */
export class KeysDoNotFit extends Error {
  readonly code = 'keys-do-not-fit'
}

/**
 * Makes the control plane's database with its queue and brings both to the newest schema, and the login that processes
 * use for it.
 * Repeating it changes nothing but what is new.
 * @throws KeysDoNotFit, before the login is touched that others use with the right keys
 */
export async function installControlPlane(options: {
  admin: ServerAdmin
  vault: Vault
  /** Name of the database */
  name: string
  migrations: readonly Migration[]
}): Promise<{ applied: string[] }> {
  const { admin, vault, name, migrations } = options
  await prepareServer(admin.database)
  await underServerLock(admin.database, async (db) => {
    if (!(await findDatabase(db, name))) await createEmptyDatabase(db, name, serverRoles.owner)
    await closeToPublic(db, name)
  })
  const { applied } = await migrateDatabase(admin.ownerUrl(name), migrations)
  if (applied.length === 0) await refuseOtherKeys(admin.ownerUrl(name), name, vault)
  await installQueue(admin.ownerUrl(name))
  await underServerLock(admin.database, async (db) => {
    await putLogin(db, {
      role: serverRoles.controlLogin,
      verifier: scramVerifier(controlPassword(vault)),
      group: serverRoles.controlGroup,
      connectionLimit: -1,
    })
    await letConnect(db, name, serverRoles.controlLogin)
  })
  return { applied }
}

async function refuseOtherKeys(connectionString: string, name: string, vault: Vault): Promise<void> {
  const database = openDatabase({ connectionString, max: 1, applicationName: 'polyclinic-admin' })
  try {
    const clinic = await findAnyCredential(database)
    if (clinic) vault.openSecret(clinic.credential, credentialPlace(clinic.id))
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'seal-broken') throw error
    throw new KeysDoNotFit(
      `The control plane ${name} was made with other keys: bring those back, or name another control plane with POLYCLINIC_CONTROL_DATABASE.`,
    )
  } finally {
    await database.end()
  }
}

/** How a process with the keys reaches the control plane, without the administrator's rights. */
export function controlPlaneUrl(adminUrl: string, name: string, vault: Vault): string {
  const url = new URL(adminUrl)
  url.username = serverRoles.controlLogin
  url.password = controlPassword(vault)
  url.pathname = `/${name}`
  return url.href
}

const controlPassword = (vault: Vault): string => vault.derivedPassword(`login:${serverRoles.controlLogin}`)
