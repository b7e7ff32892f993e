import { type AssignmentDocument, type AssignmentForm, Refusal } from '@polyclinic/contract'
import { type Change, dayAfter, editVerbs, type OfDoctor } from '../editing/index.ts'
import { DoctorShift, Shift } from '../entities/index.ts'
import { wallTime } from '../wall-time.ts'
import { isoWeekday, weekdayName } from '../weekday.ts'
import { findWork } from './assignment-queries.ts'
import { doctorActions } from './calendar-actions.ts'
import { findClash } from './find-clash.ts'
import { requireActive } from './require-active.ts'

/** Which shifts a doctor works, on which weekdays. */
export const assignments = editVerbs<DoctorShift, AssignmentForm, AssignmentDocument, OfDoctor>({
  word: 'assignment',
  entity: DoctorShift,
  actions: doctorActions,
  order: { id: 'asc' },
  unique: {},
  rowsAt: ({ doctor }) => ({ doctor }),
  async columns(change, form, { place: { doctor }, row }) {
    await requireActive(change, doctor)
    const shift = await findShift(change, form.shift)
    const columns = {
      doctor,
      shift,
      weekdays: form.weekdays.map(isoWeekday).sort(),
      validFrom: form.validFrom ?? '-infinity',
      validUntil: form.validUntil ?? 'infinity',
    }
    const hours = { from: wallTime(shift.startsAt), until: wallTime(shift.endsAt) }
    await refuseClash(change, doctor, { ...columns, ...hours }, row)
    return columns
  },
  touched: (_, { doctor, validFrom, validUntil }) => ({
    doctors: [doctor.id],
    ...(validFrom !== '-infinity' && { from: validFrom }),
    // the hours of a night end on the day after
    ...(validUntil !== 'infinity' && { to: dayAfter(validUntil) }),
  }),
  documents: (_, rows) =>
    rows.map(({ doctor, shift, weekdays, validFrom, validUntil }) => ({
      doctor: doctor.id,
      shift: shift.id,
      weekdays: weekdays.map(weekdayName),
      ...(validFrom !== '-infinity' && { validFrom }),
      ...(validUntil !== 'infinity' && { validUntil }),
    })),
})

async function findShift({ work }: Change, id: string): Promise<Shift> {
  const shift = await work.findOne(Shift, { id })
  if (shift) return shift
  throw new Refusal('invalid-request', {
    issues: [{ pointer: '/shift', message: 'is no shift of this clinic' }],
  })
}

async function refuseClash(
  { db }: Change,
  doctor: string,
  wanted: Parameters<typeof findClash>[0],
  row: DoctorShift | undefined,
): Promise<void> {
  const work = await findWork(db, [doctor])
  const clash = findClash(
    wanted,
    work.filter(({ id }) => id !== row?.id),
  )
  if (!clash) return
  const { other, weekday } = clash
  const message = `the doctor works ${other.shiftName} (${other.from}–${other.until}) then, on ${weekday}`
  throw new Refusal('invalid-request', { issues: [{ pointer: '/weekdays', message }] })
}
