import type { EventRow, StateRow } from './history-queries.ts'

/**
 * An appointment's state from its events alone: each one carries the state after it, so the last one in order of
 * versions says it. Pure.
 * @returns undefined where no event tells of it
 */
export function rebuildAppointment(events: readonly EventRow[]): Partial<StateRow> | undefined {
  const last = events.at(-1)
  if (!last) return undefined
  const { status, patientId, doctorId, visitType, startsAt, endsAt, holdExpiresAt, displaced, slotIds } =
    last.payload
  return {
    id: last.appointmentId,
    status: String(status),
    patientId: String(patientId),
    doctorId: String(doctorId),
    visitType: String(visitType),
    startsAt: Date.parse(String(startsAt)),
    endsAt: Date.parse(String(endsAt)),
    holdExpiresAt: typeof holdExpiresAt === 'string' ? Date.parse(holdExpiresAt) : null,
    displaced: displaced === true,
    slotIds: Array.isArray(slotIds) ? slotIds.map(String) : [],
    version: last.version ?? 0,
  }
}

/** In what the row and its history differ: one sentence a difference. */
export function compareStates(row: StateRow, rebuilt: Partial<StateRow> | undefined): string[] {
  if (!rebuilt) return [`Appointment ${row.id} has no history.`]
  const names = Object.keys(row) as (keyof StateRow)[]
  return names.flatMap((name) => {
    const [is, was] = [said(row[name]), said(rebuilt[name])]
    return is === was ? [] : [`Appointment ${row.id} has ${name} ${is}, but its history says ${was}.`]
  })
}

const said = (value: unknown): string => JSON.stringify(value) ?? 'nothing'
