import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { loadMigrations, migrateDatabase } from '@polyclinic/postgres'

/**
 * Makes the migrated databases that the tests clone, and closes them; gives their names.
 * @param owner the role that owns the databases and all that the migrations make
 */
export async function makeTemplates(
  adminUrl: string,
  owner: string,
): Promise<{ control: string; clinic: string }> {
  const control = await makeTemplate(adminUrl, owner, 'control')
  const clinic = await makeTemplate(adminUrl, owner, 'clinic')
  return { control, clinic }
}

async function makeTemplate(adminUrl: string, owner: string, kind: 'control' | 'clinic'): Promise<string> {
  const name = `polyclinic_test_${kind}`
  const directory = fileURLToPath(new URL(`../../migrations/${kind}`, import.meta.url))
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  url.searchParams.set('options', `-c role=${owner}`)
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`create database ${name} owner ${owner} template template0`)
    await migrateDatabase(url.href, existsSync(directory) ? await loadMigrations(directory) : [])
    // nobody can be connected to what is cloned
    await client.query(`alter database ${name} with is_template true allow_connections false`)
  } finally {
    await client.end()
  }
  return name
}
