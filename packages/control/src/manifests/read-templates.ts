import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ClinicStaffing } from '@polyclinic/contract'
import { readStaffing } from './read-manifest.ts'

/** All named staffings of a folder, by file name. */
export async function readTemplates(folder: string): Promise<Map<string, ClinicStaffing>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
  const read = files.map(
    async (file) => [basename(file, '.json'), await readStaffing(join(folder, file))] as const,
  )
  return new Map(await Promise.all(read))
}
