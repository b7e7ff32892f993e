import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { makeSigningKey } from './make-signing-key.ts'
import { insertWhereNone, lockNextKey, promoteNextKey } from './signing-key-queries.ts'

/** Whoever keeps our key set keeps it for five minutes, a process for one: after that all know the next key. */
const shownSeconds = 600

export type SigningKeyRotation =
  | { readonly outcome: 'rotated'; readonly kid: string }
  /** The next key has not been shown for long enough: whoever has not seen it would refuse its tokens */
  | { readonly outcome: 'too-early'; readonly secondsLeft: number }

/**
 * Lets the key that is shown as the next one sign from now on, and shows another as the next. Tokens of the former key
 * are verified for as long as they live: nobody is logged out.
 */
export async function rotateSigningKey(control: ControlPlane, actor: Actor): Promise<SigningKeyRotation> {
  authorise(actor, 'signing-key.manage')
  const { database, vault } = control
  const fresh = await makeSigningKey(vault)
  return database.transaction(async (tx) => {
    const next = await lockNextKey(tx)
    const shown = next?.shownSeconds ?? 0
    if (next && shown >= shownSeconds) await promoteNextKey(tx)
    await insertWhereNone(tx, 'next', fresh)
    if (!next || shown < shownSeconds) {
      return { outcome: 'too-early', secondsLeft: Math.ceil(shownSeconds - shown) }
    }
    return { outcome: 'rotated', kid: next.kid }
  })
}
