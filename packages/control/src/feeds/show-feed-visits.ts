import { createHash } from 'node:crypto'
import { authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { noteFeedUse } from './feed-queries.ts'
import { findFeedVisits, type FeedVisitRow } from './feed-visit-queries.ts'
import type { OpenedFeed } from './open-feed.ts'

/**
 * What a patient's calendar shows: of all clinics, whether they answer or not. Recorded when there is something to show
 * that was not shown before: programs ask every few minutes.
 */
export async function showFeedVisits(
  control: ControlPlane,
  feed: Extract<OpenedFeed, { kind: 'patient' }>,
): Promise<FeedVisitRow[]> {
  const standing = authorise(feed.owner, 'appointment.list-own')
  const rows = await findFeedVisits(control.database, feed.patientIds)
  const hash = feedHash(rows)
  if (!feed.shownHash?.equals(hash)) {
    const visits = rows.map(({ id, patientId }) => ({ type: 'appointment', id, patientId }))
    const none = feed.patientIds.map((patientId) => ({ type: 'calendar-feed', id: feed.id, patientId }))
    await recordAccess(control, feed.owner, standing, {
      kind: 'read',
      purpose: 'feed.read',
      objects: visits.length > 0 ? visits : none,
    })
  }
  await noteFeedUse(control.database, feed.id, hash)
  return rows
}

/** Tells whether a feed shows the same as before. */
export const feedHash = (rows: readonly object[]): Buffer =>
  createHash('sha256').update(JSON.stringify(rows)).digest()

/** A doctor's calendar was read, at the clinic that keeps its visits. */
export async function noteDoctorFeedUse(
  control: Pick<ControlPlane, 'database'>,
  feed: Extract<OpenedFeed, { kind: 'doctor' }>,
  rows: readonly object[],
): Promise<void> {
  authorise(feed.owner, 'appointment.list', { id: feed.clinicId })
  await noteFeedUse(control.database, feed.id, feedHash(rows))
}
