import { type Actor, authorise, type LinkHolder, type Vault } from '@polyclinic/guard'
import { readManageToken } from './manage-link.ts'

/**
 * Who acts by a link at that clinic: its patient, narrowed to one visit.
 * @param actor whoever brings it; who they are beside it does not count
 * @returns undefined for a link that does not count
 */
export function openManageLink(
  vault: Vault,
  actor: Actor,
  clinic: { readonly id: string },
  token: string,
  now: number,
): LinkHolder | undefined {
  authorise(actor, 'link.open', clinic)
  const visit = readManageToken(vault, clinic.id, token, now)
  return visit && { kind: 'link', ...visit }
}
