import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { insertNotices } from './notice-queries.ts'

export interface PlannedReminder {
  readonly appointmentId: string
  readonly patientId: string
  readonly version: number
  readonly startsAt: Date
  /** Before the visit */
  readonly minutes: number
  readonly dueAt: Date
}

/** Notes reminders that are to leave soon. One a visit, its time and an offset: told of again it is the same. */
export async function noteReminders(
  { database }: ControlPlane,
  actor: Actor,
  clinicId: string,
  reminders: readonly PlannedReminder[],
): Promise<number> {
  authorise(actor, 'notice.tell')
  if (reminders.length === 0) return 0
  const notices = reminders.map(({ appointmentId, patientId, version, startsAt, minutes, dueAt }) => ({
    clinicId,
    occasion: `reminder:${appointmentId}:${startsAt.getTime() / 1000}:${minutes}`,
    kind: 'reminder' as const,
    ...{ appointmentId, patientId, version },
    startsAt: startsAt.toISOString(),
    dueAt: dueAt.toISOString(),
  }))
  return (await insertNotices(database, notices, false)).length
}
