import { rings } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { countBehind, type RingRow } from '../clinics/operation-queries.ts'
import type { Provisioner } from '../control-plane.ts'

/** How far the clinics of each ring are from the newest schema. */
export async function showMigrations(
  { database, clinicMigrations }: Provisioner,
  actor: Actor,
): Promise<{ newest: number; rings: RingRow[] }> {
  authorise(actor, 'operator.read')
  const newest = clinicMigrations.length
  const counted = new Map((await countBehind(database, newest)).map((row) => [row.ring, row]))
  const none = { clinics: 0, behind: 0, failed: 0, next: [] }
  return { newest, rings: rings.map((ring) => ({ ...none, ...counted.get(ring), ring })) }
}
