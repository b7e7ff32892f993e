import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { brokenConstraint } from '@polyclinic/postgres'
import type { OperationRow } from '../clinics/clinic-row.ts'
import { findUnfinished, insertOperation } from '../clinics/operation-queries.ts'
import { requireClinic } from '../clinics/show-registered-clinic.ts'
import type { Provisioner } from '../control-plane.ts'

/**
 * Begins to bring one clinic's database to the newest schema; `runOperation` does it. An unfinished migration is
 * carried on.
 * @returns the operation's id; undefined where the schema is the newest already
 */
export async function migrateClinic(
  provisioner: Provisioner,
  actor: Actor,
  slug: string,
): Promise<string | undefined> {
  authorise(actor, 'clinic.migrate')
  const clinic = await requireClinic(provisioner, slug)
  const unfinished = await findUnfinished(provisioner.database, clinic.id)
  if (unfinished) return migrationAmong(unfinished, slug)
  if (clinic.schemaVersion === provisioner.clinicMigrations.length) return undefined
  try {
    return await insertOperation(provisioner.database, {
      clinicId: clinic.id,
      kind: 'migrate',
      step: 'migrate',
    })
  } catch (error) {
    if (brokenConstraint(error)?.constraint !== 'clinic_operation_unfinished') throw error
    // another process began something since we looked; it may even have ended since
    const running = await findUnfinished(provisioner.database, clinic.id)
    return running && migrationAmong(running, slug)
  }
}

function migrationAmong({ id, kind }: OperationRow, slug: string): string {
  if (kind === 'migrate') return id
  throw new Refusal(
    'operation-running',
    { operation: id },
    `The onboarding of ${slug} is not finished: let it finish, or repeat its command, and migrate then.`,
  )
}
