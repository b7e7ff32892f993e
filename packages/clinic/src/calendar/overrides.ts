import type { OverrideDocument, OverrideForm } from '@polyclinic/contract'
import { dayAfter, editVerbs, type OfDoctor } from '../editing/index.ts'
import { AvailabilityOverride } from '../entities/index.ts'
import { doctorActions } from './calendar-actions.ts'
import { findHours, writeHours } from './override-queries.ts'
import { requireActive } from './require-active.ts'

/** One doctor on one day: these hours instead of the shifts; no hours means off. */
export const overrides = editVerbs<AvailabilityOverride, OverrideForm, OverrideDocument, OfDoctor>({
  word: 'override',
  entity: AvailabilityOverride,
  actions: doctorActions,
  order: { localDate: 'asc' },
  unique: { availability_override_once: 'date' },
  rowsAt: ({ doctor }) => ({ doctor }),
  async columns(change, { date, slotMinutes, capacity, note }, { place: { doctor } }) {
    await requireActive(change, doctor)
    return { doctor, localDate: date, slotMinutes, capacity, note: note ?? null }
  },
  complete: ({ db }, { id }, { hours }) => writeHours(db, id, hours),
  // the hours of a night end on the day after
  touched: (_, { doctor, localDate }) => ({
    doctors: [doctor.id],
    from: localDate,
    to: dayAfter(localDate),
  }),
  async documents({ db }, rows) {
    const hours = await findHours(
      db,
      rows.map(({ id }) => id),
    )
    return rows.map(({ id, doctor, localDate, slotMinutes, capacity, note }) => ({
      doctor: doctor.id,
      date: localDate,
      hours: hours.get(id) ?? [],
      slotMinutes,
      capacity,
      ...(note && { note }),
    }))
  },
})
