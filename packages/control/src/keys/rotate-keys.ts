import { type Actor, authorise } from '@polyclinic/guard'
import { bringUp } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { wrappedColumns } from './wrapped-columns.ts'

/**
 * Wraps every key and secret of the control plane with the current version; what they open stays as it is.
 * Repeating it carries on, and in the end changes nothing.
 * @returns how many were of another version
 */
export async function rotateKeys(control: ControlPlane, actor: Actor): Promise<{ rewrapped: number }> {
  authorise(actor, 'key.manage')
  const { database, vault } = control
  let rewrapped = 0
  for (const column of wrappedColumns) {
    rewrapped += await bringUp(
      database,
      column,
      () => vault.currentVersion,
      (value, bound) => vault.rewrap(value, column.place(bound)),
    )
  }
  return { rewrapped }
}
