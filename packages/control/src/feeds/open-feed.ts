import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { hashOfToken } from '../members/invitation-token.ts'
import { findFeedBy } from './feed-queries.ts'

interface Opened {
  readonly id: string
  /** Whoever made it: what it shows is read in their name */
  readonly owner: Actor
  /** Of what was shown last */
  readonly shownHash: Buffer | undefined
}
export type OpenedFeed = Opened &
  (
    | { readonly kind: 'patient'; readonly patientIds: readonly string[] }
    | { readonly kind: 'doctor'; readonly clinicId: string; readonly doctorId: string }
  )

/**
 * What an address leads to. One that was never given, that was ended, or whose owner has lost what it showed, leads
 * nowhere, and is refused alike.
 */
export async function openFeed(control: ControlPlane, actor: Actor, token: string): Promise<OpenedFeed> {
  authorise(actor, 'feed.read')
  const row = await findFeedBy(control.database, hashOfToken(token))
  if (!row) throw noSuchFeed()
  const { id, accountId, clinicId, doctorId, patientIds } = row
  const shown = { id, shownHash: row.shownHash ?? undefined }
  const account = { kind: 'account', accountId, operator: false } as const
  if (row.kind === 'doctor') {
    if (clinicId === null || doctorId === null) throw noSuchFeed()
    const owner = { ...account, memberships: [{ clinicId, role: 'doctor', doctorId } as const] }
    return { ...shown, kind: 'doctor', owner, clinicId, doctorId }
  }
  const { ownPatientId: patientId } = row
  if (patientId === null || patientIds.length === 0) throw noSuchFeed()
  const guards = async (whom: string) => patientIds.includes(whom)
  return { ...shown, kind: 'patient', owner: { ...account, patientId, memberships: [], guards }, patientIds }
}

const noSuchFeed = () => new Refusal('not-found', {}, 'This address leads to no calendar.')
