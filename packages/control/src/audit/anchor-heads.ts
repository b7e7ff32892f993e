import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { type Anchor, insertAnchors } from './anchor-queries.ts'

/** Notes how far chains have come, all of them in one statement: nobody can write one anew unnoticed from then on. */
export async function anchorHeads(
  control: Pick<ControlPlane, 'database'>,
  actor: Actor,
  heads: readonly Anchor[],
): Promise<void> {
  authorise(actor, 'audit.seal')
  if (heads.length > 0) await insertAnchors(control.database, heads)
}
