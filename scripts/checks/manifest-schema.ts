import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { clinicManifest } from '@polyclinic/contract'
import { z } from 'zod'

const remedy = 'run npm run schema -- --write, then npm run format:write'

/** The JSON schema by which an editor helps with a manifest: made from the contract, never by hand. */
function manifestSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(clinicManifest, { io: 'input', target: 'draft-2020-12' })
  return {
    $schema,
    title: 'Clinic manifest',
    description: 'The declaration of one clinic. Made from packages/contract by npm run schema -- --write.',
    ...rest,
  }
}

export async function writeManifestSchema(file: string): Promise<void> {
  await writeFile(file, `${JSON.stringify(manifestSchema(), null, 2)}\n`)
}

/** Compares the file with the contract, whatever the file's layout: one sentence, or none when they agree. */
export async function manifestSchemaDrift(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return [`The file ${basename(file)} is missing: ${remedy}.`]
  const agrees = isDeepStrictEqual(parsed(text), JSON.parse(JSON.stringify(manifestSchema())))
  return agrees ? [] : [`The file ${basename(file)} differs from the contract: ${remedy}.`]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
