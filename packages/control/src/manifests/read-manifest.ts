import { readFile } from 'node:fs/promises'
import {
  type ClinicManifest,
  type ClinicStaffing,
  clinicManifest,
  clinicStaffing,
} from '@polyclinic/contract'
import type { z } from 'zod'

/** A manifest that cannot be used; one sentence names the file and the fault. */
export class ManifestRefused extends Error {
  readonly code = 'manifest-refused'
}

/** Reads one clinic's declaration. @throws ManifestRefused */
export const readManifest = (file: string): Promise<ClinicManifest> => readChecked(file, clinicManifest)

/** Reads a named staffing. @throws ManifestRefused */
export const readStaffing = (file: string): Promise<ClinicStaffing> => readChecked(file, clinicStaffing)

async function readChecked<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ManifestRefused(
      error.code === 'ENOENT'
        ? `There is no file ${file}.`
        : `The file ${file} cannot be read (${error.code}).`,
    )
  })
  const checked = schema.safeParse(parseJson(text, file))
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : ''
  const more = checked.error.issues.length - 1
  throw new ManifestRefused(
    `${file} is not a valid manifest: ${where}${issue?.message}${more > 0 ? ` (and ${more} more)` : ''}.`,
  )
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ManifestRefused(`${file} is not JSON: ${(error as Error).message}.`)
  }
}
