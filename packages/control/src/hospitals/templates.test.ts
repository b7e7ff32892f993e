import { readdir, readFile } from 'node:fs/promises'
import { clinicStaffing, type ClinicStaffing } from '@polyclinic/contract'
import { expect, test } from 'vitest'

const folder = new URL('../../../../tenants/templates/', import.meta.url)
const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
const staffingOf = async (name: string): Promise<ClinicStaffing> =>
  clinicStaffing.parse(JSON.parse(await readFile(new URL(name, folder), 'utf8')))

test('there is a template for hospitals and one for family practices', () => {
  expect(names).toEqual(expect.arrayContaining(['family-practice.json', 'general-hospital.json']))
})

test.each(names)('%s is a staffing whose parts fit together', async (name) => {
  const { doctors, shifts, specialties, visitTypes } = await staffingOf(name)
  const specialtyCodes = specialties.map(({ code }) => code)
  const shiftCodes = shifts.map(({ code }) => code)
  for (const codes of [specialtyCodes, shiftCodes, visitTypes.map(({ code }) => code)]) {
    expect(new Set(codes).size).toBe(codes.length)
  }
  for (const doctor of doctors) {
    expect(specialtyCodes).toContain(doctor.specialty)
    expect(shiftCodes).toEqual(expect.arrayContaining(doctor.shifts.map(({ shift }) => shift)))
  }
  expect(doctors.map(({ specialty }) => specialty)).toEqual(expect.arrayContaining(specialtyCodes))
})

test.each(names)('every visit of %s fits one slot of every shift', async (name) => {
  const { shifts, visitTypes } = await staffingOf(name)
  const shortestSlot = Math.min(...shifts.map(({ slotMinutes }) => slotMinutes))
  for (const visit of visitTypes) {
    expect(visit.bufferBeforeMinutes + visit.minutes + visit.bufferAfterMinutes).toBeLessThanOrEqual(
      shortestSlot,
    )
  }
})

test.each(names)('no shift of %s lies outside the opening hours of its days', async (name) => {
  const { doctors, openingHours, shifts } = await staffingOf(name)
  const days = doctors.flatMap((doctor) =>
    doctor.shifts.flatMap(({ shift, weekdays }) => weekdays.map((weekday) => ({ shift, weekday }))),
  )
  const outside = days.filter(({ shift, weekday }) => {
    const { from, until } = shifts.find(({ code }) => code === shift)!
    return !openingHours.some((open) => open.weekday === weekday && open.from <= from && open.until >= until)
  })
  expect(outside).toEqual([])
})
