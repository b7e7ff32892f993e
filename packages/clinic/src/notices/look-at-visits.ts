import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findNoticeRules, findVisits, type NoticeRulesRow, type VisitRow } from './notice-queries.ts'

export type VisitTruth = VisitRow

export interface NoticeTruth extends NoticeRulesRow {
  /** By id; those that are not there any more are absent */
  readonly visits: ReadonlyMap<string, VisitTruth>
}

/** What is true of visits at this moment, and the clinic's rules for telling of it: asked when a message is to leave. */
export async function lookAtVisits(
  clinic: Clinic,
  actor: Actor,
  appointmentIds: readonly string[],
): Promise<NoticeTruth> {
  authorise(actor, 'notice.tell', clinic)
  const { database } = clinic
  const rules = await findNoticeRules(database)
  const visits = appointmentIds.length > 0 ? await findVisits(database, appointmentIds) : []
  return {
    now: rules?.now ?? new Date(),
    quietUntil: rules?.quietUntil ?? null,
    channels: rules?.channels ?? [],
    visits: new Map(visits.map((visit) => [visit.id, visit])),
  }
}
