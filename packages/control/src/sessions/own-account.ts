import { Refusal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'

/** The account that asks; a process of ours has none. */
export function ownAccount(actor: Actor): Extract<Actor, { kind: 'account' }> {
  if (actor.kind === 'account') return actor
  throw new Refusal('not-signed-in', {})
}
