import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import type { DaysRead } from './keep-free-days.ts'
import { findKnownDays } from './keeping-queries.ts'

/** Holds what the search knows of a clinic against what the clinic says: one line a difference, the search's with a minus. */
export async function compareFreeDays(
  { database }: ControlPlane,
  actor: Actor,
  clinicId: string,
  { days, doctors }: DaysRead,
): Promise<{ days: number; differences: string[] }> {
  authorise(actor, 'search.keep')
  const names = new Map(doctors.map(({ id, name }) => [id, name]))
  const told = new Set(
    days.flatMap(({ doctorId, localDate, visits, free, firstFreeAt }) =>
      visits.map((visit) =>
        [doctorId, localDate, visit, free, new Date(firstFreeAt).toISOString(), names.get(doctorId)].join(
          ' ',
        ),
      ),
    ),
  )
  const known = new Set(await findKnownDays(database, clinicId))
  return {
    days: told.size,
    differences: [
      ...[...known].filter((line) => !told.has(line)).map((line) => `- ${line}`),
      ...[...told].filter((line) => !known.has(line)).map((line) => `+ ${line}`),
    ].toSorted(),
  }
}
