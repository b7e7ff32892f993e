import type { Database, Queryable } from '@polyclinic/postgres'
import {
  closeToPublic,
  createGroup,
  currentDatabase,
  joinRole,
  lockExclusively,
  openToPublic,
  roleExists,
  unlock,
} from './server-queries.ts'
import { serverRoles } from './server-roles.ts'

/**
 * Makes a server of the fleet ready: the common roles, and no way for everybody into the databases that every server
 * has. Repeating it changes nothing.
 */
export async function prepareServer(admin: Database): Promise<void> {
  await underServerLock(admin, async (db) => {
    for (const role of [serverRoles.owner, serverRoles.controlGroup, serverRoles.clinicGroup]) {
      if (!(await roleExists(db, role))) await createGroup(db, role)
    }
    await joinRole(db, serverRoles.owner)
    const everywhere = ['postgres', 'template1', await currentDatabase(db)]
    for (const name of await openToPublic(db, everywhere)) await closeToPublic(db, name)
  })
}

/** One process at a time changes what a whole server shares. */
export async function underServerLock<T>(admin: Database, work: (db: Queryable) => Promise<T>): Promise<T> {
  const connection = await admin.connect()
  const lock = 'polyclinic:server'
  try {
    await lockExclusively(connection, lock)
    try {
      return await work(connection)
    } finally {
      await unlock(connection, lock)
    }
  } finally {
    connection.release()
  }
}
