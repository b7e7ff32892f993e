import { listRegisteredClinics, migrateClinic, type OpenProvisioner, runOperation } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'

const starter: Actor = { kind: 'system', name: 'start' }

/**
 * Brings clinics that an older version made to this one's schema. The registry knows who is behind, so that nobody
 * else's database is opened.
 * @returns how many were brought up
 */
export async function migrateClinics(provisioner: OpenProvisioner): Promise<number> {
  let migrated = 0
  let cursor: string | undefined
  do {
    const page = await listRegisteredClinics(provisioner, starter, { limit: 500, cursor })
    const behind = page.items.filter(
      ({ schemaVersion, state }) =>
        schemaVersion < provisioner.clinicMigrations.length && (state === 'active' || state === 'suspended'),
    )
    for (const { slug } of behind) {
      const operation = await migrateClinic(provisioner, starter, slug)
      if (operation && (await runOperation(provisioner, operation)) === 'succeeded') migrated++
    }
    cursor = page.next
  } while (cursor)
  return migrated
}
