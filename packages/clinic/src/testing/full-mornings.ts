import type { Appointment } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { cancelAppointment } from '../appointments/index.ts'
import { aMember, openTestClinic, smallStaffing, type TestClinic } from './open-test-clinic.ts'
import { newDays, type SlotRow, slotsOfDay } from './slots-of-day.ts'
import { verbsOf } from './verbs-of.ts'

export interface FullMorning {
  day: string
  /** Two, from eight and from half past eight */
  slots: [SlotRow, SlotRow]
  booked: [Appointment, Appointment]
  /** Frees the first or the second slot. */
  free(nth?: 0 | 1): Promise<unknown>
}

export interface WaitingClinic {
  clinic: TestClinic
  verbs: ReturnType<typeof verbsOf>
  desk: Actor
  aDay: () => number
  /** Ben's only hour of a day of its own, all of it booked */
  fullMorning(doctor?: string): Promise<FullMorning>
}

/** A clinic with one hour a morning and a group in the evening, where it is easy to wait. */
export async function openWaitingClinic(
  policy: NonNullable<Parameters<typeof openTestClinic>[0]>['policy'] = {},
): Promise<WaitingClinic> {
  const [morning, ...others] = smallStaffing.shifts
  if (!morning) throw new Error('there is no morning')
  const shifts = [{ ...morning, until: '09:00' }, ...others]
  const clinic = await openTestClinic({ policy: { horizonDays: 60, ...policy }, staffing: { shifts } })
  const [verbs, desk, aDay] = [verbsOf(clinic), aMember(clinic, 'staff'), newDays()]
  return {
    clinic,
    verbs,
    desk,
    aDay,
    async fullMorning(doctor = 'Ben Okri') {
      const [first, second] = await slotsOfDay(clinic, doctor, aDay())
      if (!first || !second) throw new Error('nobody works that day')
      const booked: FullMorning['booked'] = [await verbs.book(first.id), await verbs.book(second.id)]
      const free = (nth: 0 | 1 = 0) => cancelAppointment(clinic, desk, booked[nth].id, 1)
      return { day: first.day, slots: [first, second], booked, free }
    },
  }
}
