import { reading, recordAccess } from '../audit/index.ts'
import { type Calendar, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, cardPlaces } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type CalendarRow, findCalendar } from './calendar-queries.ts'
import { daysBetween } from './days-between.ts'

const longestRange = 31

/** Slots and appointments of doctors side by side for the desk; of themselves for a doctor. */
export async function showCalendar(
  clinic: Clinic,
  actor: Actor,
  range: { from: string; to: string; doctor?: readonly string[] | undefined },
): Promise<Calendar> {
  const standing = authorise(actor, 'calendar.read', clinic)
  const days = daysBetween(range)
  if (days < 0 || days > longestRange) {
    const message = `give a day from ${range.from} to ${longestRange} days after it`
    throw new Refusal('invalid-request', { issues: [{ pointer: 'to', message }] })
  }
  const doctors = standing.atDesk ? range.doctor : [standing.doctorId ?? '']
  const rows = await findCalendar(clinic.database, { from: range.from, to: range.to, doctors })
  const shown = rows.flatMap(({ appointments }) => appointments)
  await recordAccess(clinic, actor, standing, reading('calendar.read', 'appointment', shown))
  return {
    timeZone: clinic.timeZone,
    from: range.from,
    to: range.to,
    doctors: rows.map((row) => doctorDocument(clinic, row)),
  }
}

function doctorDocument(
  clinic: Clinic,
  { id, name, slots, appointments }: CalendarRow,
): Calendar['doctors'][number] {
  return {
    id,
    name,
    slots: slots.map((slot) => {
      const { startsAt, endsAt } = instants(slot)
      const duration = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000
      return { ...slot, startsAt, endsAt, duration, free: Math.max(0, slot.capacity - slot.taken) }
    }),
    appointments: appointments.map(({ sealedName, wrappedKey, ...visit }) => {
      const patientName = openName(clinic, visit.patientId, sealedName, wrappedKey)
      return { ...visit, ...instants(visit), ...(patientName !== undefined && { patientName }) }
    }),
  }
}

const instants = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
})

function openName(
  clinic: Clinic,
  patientId: string,
  sealedName: string | null,
  wrappedKey: string | null,
): string | undefined {
  if (sealedName === null || wrappedKey === null) return undefined
  const own = clinic.vault.unwrap(Buffer.from(wrappedKey, 'base64'), patientId)
  return own.open(Buffer.from(sealedName, 'base64'), cardPlaces.name)
}
