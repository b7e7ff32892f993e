import type { NoticeDocument } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findNoticesOfVisit } from './desk-queries.ts'
import { noticeDocument } from './notice-document.ts'

/** Whether somebody was told of a visit of this clinic, the oldest notice first. The clinic has recorded who asks. */
export async function listVisitNotices(
  { database }: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  appointmentId: string,
): Promise<NoticeDocument[]> {
  authorise(actor, 'notice.read', clinic)
  return (await findNoticesOfVisit(database, clinic.id, appointmentId)).map(noticeDocument)
}
