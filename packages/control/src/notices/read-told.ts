import type { ControlPlane } from '../control-plane.ts'
import { findTold, type ToldRow } from './notice-queries.ts'

/** By appointment what was told of it, the oldest first, and what waits. */
export async function readTold(
  { database }: ControlPlane,
  clinicId: string,
  appointmentIds: readonly string[],
): Promise<Map<string, ToldRow[]>> {
  const rows = appointmentIds.length > 0 ? await findTold(database, clinicId, appointmentIds) : []
  return Map.groupBy(rows, ({ appointmentId }) => appointmentId)
}
