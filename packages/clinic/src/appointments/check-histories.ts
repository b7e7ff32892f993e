import { type Actor, authorise } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { findEventsOf, findOverlaps, findStates } from './history-queries.ts'
import { compareStates, rebuildAppointment } from './rebuild-appointment.ts'

const atOnce = 500

/**
 * Rebuilds every appointment of a clinic from its events and holds it against its row, and looks whether a doctor is in
 * two places. What changes while it looks may be reported: run it again.
 * @returns how many there are, and one sentence for each difference
 */
export async function checkHistories(
  clinic: { readonly id: string; readonly database: Queryable },
  actor: Actor,
): Promise<{ appointments: number; differences: string[] }> {
  authorise(actor, 'history.check', clinic)
  const overlaps = await findOverlaps(clinic.database)
  const differences = overlaps.map(
    ({ doctorId, one, other }) => `Doctor ${doctorId} is in two places: ${one} and ${other}.`,
  )
  let appointments = 0
  let after: string | undefined
  for (;;) {
    const states = await findStates(clinic.database, { after, limit: atOnce })
    const events = await findEventsOf(
      clinic.database,
      states.map(({ id }) => id),
    )
    const histories = Map.groupBy(events, ({ appointmentId }) => appointmentId)
    for (const row of states) {
      differences.push(...compareStates(row, rebuildAppointment(histories.get(row.id) ?? [])))
    }
    appointments += states.length
    after = states.at(-1)?.id
    if (states.length < atOnce) return { appointments, differences }
  }
}
