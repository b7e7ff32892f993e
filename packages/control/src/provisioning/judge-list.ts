import { type ClinicManifest, isRefusal, type JudgedRow, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Provisioner } from '../control-plane.ts'
import {
  type HospitalVerdict,
  readClinicTable,
  readHospitalText,
  UnreadableHospitalFile,
} from '../hospitals/index.ts'
import { judgeImport } from './import-clinic.ts'
import { judgeOnboarding } from './onboard-clinic.ts'
import { OperationFailed } from './operation-failed.ts'

/**
 * What importing a list would do, row by row, without doing it.
 * @param list CSV text; the columns of the hospital list, or those of our own table
 * @throws Refusal invalid-request where the list as a whole cannot be used
 */
export async function judgeList(
  provisioner: Provisioner,
  actor: Actor,
  list: { readonly csv: string; readonly template: string },
): Promise<JudgedRow[]> {
  authorise(actor, 'clinic.onboard')
  if (!provisioner.templates.has(list.template)) {
    const names = [...provisioner.templates.keys()].join(', ')
    throw refused('/template', `is none of ours: ${names}`)
  }
  const rows: JudgedRow[] = []
  for (const row of await readList(list)) rows.push(await judgeRow(provisioner, actor, row))
  return rows
}

async function readList({ csv, template }: { csv: string; template: string }): Promise<HospitalVerdict[]> {
  const [header = ''] = csv.split(/\r?\n/, 1)
  try {
    const isOwn = /(^|,)"?slug"?(,|$)/i.test(header)
    return await (isOwn ? readClinicTable(csv, template) : readHospitalText(csv, { template }))
  } catch (error) {
    if (error instanceof UnreadableHospitalFile) throw refused('/csv', error.message)
    throw error
  }
}

async function judgeRow(provisioner: Provisioner, actor: Actor, row: HospitalVerdict): Promise<JudgedRow> {
  const { line } = row
  if (!row.ok) return { line, verdict: 'refused', reason: row.reason, warnings: [] }
  const { manifest, warnings } = row
  try {
    return { line, verdict: await judge(provisioner, actor, manifest), warnings: [...warnings], manifest }
  } catch (error) {
    const known = isRefusal(error) || error instanceof OperationFailed
    if (!known || isRefusal(error, 'service-unavailable')) throw error
    return { line, verdict: 'refused', reason: sentenceOf(error), warnings: [...warnings], manifest }
  }
}

const judge = (provisioner: Provisioner, actor: Actor, manifest: ClinicManifest) =>
  (manifest.source ? judgeImport : judgeOnboarding)(provisioner, actor, manifest)

const sentenceOf = (error: Error): string =>
  isRefusal(error, 'invalid-request')
    ? error.facts.issues.map(({ message }) => message).join(' ')
    : error.message

const refused = (pointer: string, message: string) =>
  new Refusal('invalid-request', { issues: [{ pointer, message }] })
