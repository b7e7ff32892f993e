import { exportRows } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type ExportedPatientRow, findExportedPatients } from './export-queries.ts'
import { type OpenedPatient, openedPatient } from './opened-patient.ts'
import { recordExport } from './record-export.ts'

export interface ExportedPatient extends OpenedPatient {
  readonly state: 'active' | 'blocked'
  readonly since: Date
}

/** Seals of so many rows are opened between two looks at other requests. */
const part = 1_000

/**
 * The patients whom the clinic knows, by number, as many as one file holds.
 * @param after only numbers above this one
 * @returns them, and the number to go on after where there are more
 */
export async function exportPatients(
  clinic: Clinic,
  actor: Actor,
  { after }: { readonly after: number },
): Promise<{ patients: ExportedPatient[]; next?: number }> {
  const standing = authorise(actor, 'clinic.export', clinic)
  const patients: ExportedPatient[] = []
  const ids: string[] = []
  let rows: ExportedPatientRow[]
  do {
    // one row more than the file holds tells whether there is another
    const limit = Math.min(part, exportRows + 1 - patients.length)
    rows = await findExportedPatients(clinic.database, { after: patients.at(-1)?.number ?? after, limit })
    for (const row of rows) {
      patients.push({ ...openedPatient(clinic, row), state: row.state, since: row.since })
      ids.push(row.patientId)
    }
  } while (rows.length === part && patients.length <= exportRows)
  await recordExport(clinic, actor, standing, ids.slice(0, exportRows))
  const next = patients.length > exportRows ? patients[exportRows - 1]?.number : undefined
  return { patients: patients.slice(0, exportRows), ...(next !== undefined && { next }) }
}
