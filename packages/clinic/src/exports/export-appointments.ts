import { type AppointmentStatus, exportRows, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type ExportedAppointmentRow, findExportedAppointments } from './export-queries.ts'
import { type OpenedPatient, openedPatient } from './opened-patient.ts'
import { recordExport } from './record-export.ts'

export interface ExportedAppointment {
  readonly reference: string
  readonly status: AppointmentStatus
  readonly startsAt: Date
  readonly endsAt: Date
  readonly doctor: string
  readonly visitType: string
  readonly bookedAt: Date
  readonly cancelledAt: Date | null
  readonly patient: OpenedPatient
}

/** Seals of so many rows are opened between two looks at other requests. */
const part = 1_000

/**
 * All appointments of those days with whom they are of, by start; what the visits are for is no part of it.
 * @throws Refusal outside-policy for more rows than one file holds
 */
export async function exportAppointments(
  clinic: Clinic,
  actor: Actor,
  days: { readonly from: string; readonly to: string },
): Promise<ExportedAppointment[]> {
  const standing = authorise(actor, 'clinic.export', clinic)
  const exported: ExportedAppointment[] = []
  const patients = new Set<string>()
  let after: ExportedAppointmentRow | undefined
  do {
    const rows = await findExportedAppointments(clinic.database, days, { after, limit: part })
    if (exported.length + rows.length > exportRows) throw tooMany()
    for (const row of rows) {
      exported.push({ ...row, patient: openedPatient(clinic, row) })
      patients.add(row.patientId)
    }
    after = rows.length === part ? rows.at(-1) : undefined
  } while (after)
  await recordExport(clinic, actor, standing, patients)
  return exported
}

const tooMany = () =>
  new Refusal(
    'outside-policy',
    { rule: 'export-rows', limit: exportRows },
    `These days have more than ${exportRows} appointments. Ask for fewer days.`,
  )
