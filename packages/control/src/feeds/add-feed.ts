import { type Feed, type FeedForm, feedLimit, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, mayActFor } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { findAccount } from '../identity/account-queries.ts'
import { ownAccount } from '../sessions/own-account.ts'
import { feedDocument, feedNamePlace } from './feed-document.ts'
import { insertFeed, lockFeeds } from './feed-queries.ts'
import { newFeedToken } from './feed-token.ts'

export interface FeedClinic {
  readonly id: string
  readonly slug: string
}

/**
 * Makes a calendar's secret address.
 * @param clinic where a doctor's schedule is
 * @returns the token, which nobody can be shown again: its hash alone is kept
 */
export async function addFeed(
  control: ControlPlane,
  actor: Actor,
  form: FeedForm,
  clinic: FeedClinic | undefined,
): Promise<{ feed: Feed; token: string }> {
  const standing = authorise(actor, 'feed.manage')
  const { accountId } = ownAccount(actor)
  const patientIds = await patientsOf(actor, form)
  if (form.kind === 'doctor') requireDoctor(actor, clinic)
  const { token, tokenHash } = newFeedToken()
  const id = newId()
  const feed = await control.database.transaction(async (tx) => {
    if ((await lockFeeds(tx, accountId)) >= feedLimit) throw tooMany()
    const account = await findAccount(tx, accountId)
    if (!account) throw new Refusal('not-signed-in', {})
    const own = control.vault.unwrap(account.wrappedKey, accountId)
    const row = {
      id,
      accountId,
      kind: form.kind,
      clinicId: clinic?.id,
      tokenHash,
      sealedName: own.seal(form.name, feedNamePlace),
    }
    const createdAt = await insertFeed(tx, row, patientIds)
    const objects = patientIds.map((patientId) => ({ type: 'calendar-feed', id, patientId }))
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'feed.manage', objects }, tx)
    return feedDocument({ ...row, slug: clinic?.slug ?? null, patientIds, createdAt, lastUsedAt: null }, own)
  })
  return { feed, token }
}

async function patientsOf(actor: Actor, form: FeedForm): Promise<string[]> {
  if (form.kind === 'doctor') return []
  const standing = authorise(actor, 'appointment.list-own')
  const own = form.own && standing.patientId !== undefined ? [standing.patientId] : []
  const wanted = [...new Set([...own, ...form.dependents])]
  for (const patientId of wanted) {
    // somebody else's dependent and one that is not there are refused alike
    if (!(await mayActFor(actor, standing, patientId))) throw new Refusal('not-allowed', {})
  }
  return wanted
}

/** @throws Refusal second-factor-needed where the role is withheld for want of one */
function requireDoctor(actor: Actor, clinic: FeedClinic | undefined): void {
  const { doctorId } = authorise(actor, 'calendar.read', clinic)
  if (!clinic || doctorId === undefined) throw new Refusal('not-allowed', {})
}

const tooMany = (): Refusal =>
  new Refusal('outside-policy', { rule: 'feeds', limit: feedLimit }, 'Let one of your calendars end first.')
