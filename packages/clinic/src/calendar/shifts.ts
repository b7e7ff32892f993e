import { Refusal, type ShiftDocument, type ShiftForm } from '@polyclinic/contract'
import { type Change, editVerbs } from '../editing/index.ts'
import { Shift } from '../entities/index.ts'
import { wallTime } from '../wall-time.ts'
import { findDoctorsOfShift, findWork } from './assignment-queries.ts'
import { clinicActions } from './calendar-actions.ts'
import { findClash } from './find-clash.ts'

/** The clinic's named units of time. */
export const shifts = editVerbs<Shift, ShiftForm, ShiftDocument>({
  word: 'shift',
  entity: Shift,
  actions: clinicActions,
  order: { startsAt: 'asc', code: 'asc' },
  unique: { shift_code_key: 'code' },
  async columns(change, { from, until, ...own }, { row }) {
    if (row) await refuseClash(change, row.id, { from, until })
    return { ...own, startsAt: from, endsAt: until }
  },
  touched: async ({ db }, { id }) => ({ doctors: await findDoctorsOfShift(db, id) }),
  documents: (_, rows) =>
    rows.map((row) => ({
      code: row.code,
      name: row.name,
      from: wallTime(row.startsAt),
      until: wallTime(row.endsAt),
      slotMinutes: row.slotMinutes,
      capacity: row.capacity,
    })),
})

/** A shift that moves must not meet another of a doctor who has both. */
async function refuseClash(
  { db }: Change,
  shiftId: string,
  hours: { from: string; until: string },
): Promise<void> {
  const everybody = await findWork(db, await findDoctorsOfShift(db, shiftId))
  const moved = everybody.flatMap((work) => (work.shiftId === shiftId ? [{ ...work, ...hours }] : []))
  const stays = everybody.filter((work) => work.shiftId !== shiftId)
  for (const one of moved) {
    const clash = findClash(
      one,
      stays.filter(({ doctorId }) => doctorId === one.doctorId),
    )
    if (!clash) continue
    const message = `${one.doctorName} works ${clash.other.shiftName} then, on ${clash.weekday}`
    throw new Refusal('invalid-request', { issues: [{ pointer: '/from', message }] })
  }
}
