import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import {
  type AppointmentNow,
  beginRebuilding,
  deleteUnheard,
  upsertPatientAppointments,
} from './projection-queries.ts'

/**
 * Makes a clinic's part of the patients' lists anew from what the clinic has, and forgets what it has not: for one that
 * had appointments before its events were carried here, and for one that was restored. Events go on meanwhile.
 * @param pages all appointments of the clinic, as they are read
 */
export async function rebuildAppointments(
  control: Pick<ControlPlane, 'database'>,
  actor: Actor,
  clinicId: string,
  pages: AsyncIterable<readonly Omit<AppointmentNow, 'clinicId'>[]>,
): Promise<{ kept: number; forgotten: number }> {
  authorise(actor, 'projection.rebuild', { id: clinicId })
  const since = await beginRebuilding(control.database)
  let kept = 0
  for await (const page of pages) {
    const states = page.map((state) => ({ clinicId, ...state }))
    await upsertPatientAppointments(control.database, states, since)
    kept += page.length
  }
  return { kept, forgotten: await deleteUnheard(control.database, clinicId, since) }
}
