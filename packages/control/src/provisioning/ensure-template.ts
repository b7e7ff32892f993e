import { migrateDatabase, type Migration, migrationsFingerprint } from '@polyclinic/postgres'
import {
  closeToPublic,
  createEmptyDatabase,
  dropDatabase,
  findDatabase,
  prepareServer,
  sealTemplate,
  serverRoles,
  underServerLock,
} from '../installation/index.ts'
import type { ServerAdmin } from '../control-plane.ts'

/** Told by what is in it: other migrations, another template. */
export const templateName = (migrations: readonly Migration[]): string =>
  `polyclinic_template_${migrationsFingerprint(migrations)}`

/**
 * Makes sure that a server has the migrated template of exactly these migrations, and gives its name. Half-made ones
 * are told by their missing seal, and made again.
 */
export async function ensureTemplate(server: ServerAdmin, migrations: readonly Migration[]): Promise<string> {
  const name = templateName(migrations)
  if (isSealed(await findDatabase(server.database, name))) return name
  await prepareServer(server.database)
  await underServerLock(server.database, async (db) => {
    const found = await findDatabase(db, name)
    if (isSealed(found)) return
    if (found) await dropDatabase(db, name)
    await createEmptyDatabase(db, name, serverRoles.owner)
    await closeToPublic(db, name)
    await migrateDatabase(server.ownerUrl(name), migrations)
    await sealTemplate(db, name)
  })
  return name
}

const isSealed = (found: { isTemplate: boolean; allowsConnections: boolean } | undefined): boolean =>
  found !== undefined && found.isTemplate && !found.allowsConnections
