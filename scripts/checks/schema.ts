import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readManifest } from '@polyclinic/control'
import { databaseDrift } from './database-drift.ts'
import { manifestSchemaDrift, writeManifestSchema } from './manifest-schema.ts'

/**
 * `node scripts/checks/schema.ts [--write]`: whether entities, migrations, the contract and the files of `tenants/`
 * say the same. `--write` makes the manifests' JSON schema anew instead of comparing it.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const tenants = join(root, 'tenants')
const schemaFile = join(tenants, 'clinic.schema.json')

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
if (values.write) await writeManifestSchema(schemaFile)

const found = [
  ...(await manifestSchemaDrift(schemaFile)),
  ...(await brokenManifests()),
  ...(await databaseDrift(join(root, 'migrations'))),
]
for (const line of found) console.error(line)
if (found.length > 0) process.exitCode = 1

async function brokenManifests(): Promise<string[]> {
  const files = (await readdir(tenants)).filter(
    (name) => name.endsWith('.json') && name !== 'clinic.schema.json',
  )
  const read = await Promise.allSettled(files.map((name) => readManifest(join(tenants, name))))
  return read.flatMap((result) =>
    result.status === 'rejected'
      ? [result.reason instanceof Error ? result.reason.message : String(result.reason)]
      : [],
  )
}
