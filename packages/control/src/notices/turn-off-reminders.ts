import type { ControlPlane } from '../control-plane.ts'
import { putRemindersOff } from './unsubscribe-queries.ts'

/** A patient, or whom they were merged into, gets no reminders any more; how they are told of all else stays. */
export async function turnOffReminders(
  { database }: Pick<ControlPlane, 'database'>,
  patientId: string,
): Promise<void> {
  await putRemindersOff(database, patientId)
}
