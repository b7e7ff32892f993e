import { type Actor, authorise } from '@polyclinic/guard'
import { countVersions } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { wrappedColumns } from './wrapped-columns.ts'

/** How many keys and secrets of the control plane are wrapped with each version. */
export async function countKeyVersions(control: ControlPlane, actor: Actor): Promise<Map<number, number>> {
  authorise(actor, 'key.manage')
  const counts = new Map<number, number>()
  for (const column of wrappedColumns) {
    for (const { version, count } of await countVersions(control.database, column)) {
      counts.set(version, (counts.get(version) ?? 0) + count)
    }
  }
  return counts
}
