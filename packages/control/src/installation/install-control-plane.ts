import type { Vault } from '@polyclinic/guard'
import { type Migration, migrateDatabase, scramVerifier } from '@polyclinic/postgres'
import type { ServerAdmin } from '../control-plane.ts'
import { installQueue } from '../queue/index.ts'
import { prepareServer, underServerLock } from './prepare-server.ts'
import { closeToPublic, createEmptyDatabase, findDatabase, letConnect, putLogin } from './server-queries.ts'
import { serverRoles } from './server-roles.ts'

/**
 * Makes the control plane's database with its queue and brings both to the newest schema, and the login that processes
 * use for it.
 * Repeating it changes nothing but what is new.
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
    await putLogin(db, {
      role: serverRoles.controlLogin,
      verifier: scramVerifier(controlPassword(vault)),
      group: serverRoles.controlGroup,
      connectionLimit: -1,
    })
    await letConnect(db, name, serverRoles.controlLogin)
  })
  const { applied } = await migrateDatabase(admin.ownerUrl(name), migrations)
  await installQueue(admin.ownerUrl(name))
  return { applied }
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
