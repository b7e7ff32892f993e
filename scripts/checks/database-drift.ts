import { existsSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { clinicEntities } from '@polyclinic/clinic'
import { createEmptyDatabase, openServerAdmins, prepareServer, serverRoles } from '@polyclinic/control'
import {
  type EmbeddedPostgres,
  entityDrift,
  loadMigrations,
  migrateDatabase,
  openDatabase,
  SharedOrm,
  startEmbeddedPostgres,
} from '@polyclinic/postgres'
import { openRunDirectory } from '../testing/run-directory.ts'

/**
 * Migrates a clinic's database and a control plane on a server that is thrown away, and compares the clinic's with
 * its entities: one sentence a difference. The control plane has no entities; its files have to apply.
 */
export async function databaseDrift(migrations: string): Promise<string[]> {
  await using server = await throwAwayServer()
  await using admins = openAdmins(server.adminUrl())
  const admin = admins.open('default')
  await prepareServer(admin.database)
  for (const kind of ['control', 'clinic']) {
    await createEmptyDatabase(admin.database, kind, serverRoles.owner)
    await migrateDatabase(admin.ownerUrl(kind), await loadMigrations(join(migrations, kind)))
  }
  const orm = new SharedOrm([...clinicEntities])
  const clinic = openDatabase({
    connectionString: admin.ownerUrl('clinic'),
    applicationName: 'schema check',
    max: 1,
  })
  try {
    return await entityDrift(orm, clinic)
  } finally {
    await clinic.end()
    await orm.close()
  }
}

function openAdmins(url: string) {
  const admins = openServerAdmins(new Map([['default', url]]))
  return { ...admins, [Symbol.asyncDispose]: () => admins.end() }
}

async function throwAwayServer(): Promise<EmbeddedPostgres & AsyncDisposable> {
  const run = openRunDirectory()
  const dataDirectory = join(run.directory, 'postgres')
  const server = await startEmbeddedPostgres({ dataDirectory, settings: { fsync: 'off' } })
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server.stop()
      // it may lie elsewhere, where its account cannot enter the temporary directory
      if (existsSync(dataDirectory)) rmSync(realpathSync(dataDirectory), { recursive: true, maxRetries: 5 })
      await run.remove()
    },
  }
}
