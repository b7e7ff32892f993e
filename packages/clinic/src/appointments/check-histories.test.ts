import { randomUUID } from 'node:crypto'
import { isRefusal } from '@polyclinic/contract'
import { serverLog } from '@polyclinic/postgres/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseHold, renewHold } from '../booking/index.ts'
import { closures } from '../calendar/index.ts'
import { requestBooking } from '../requests/index.ts'
import { openWaitingClinic, type WaitingClinic } from '../testing/full-mornings.ts'
import { aMember, aPatient } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { seed } from '../testing/seed.ts'
import { type SlotRow, slotsOfDay } from '../testing/slots-of-day.ts'
import { tendClinic } from '../tending/index.ts'
import { acceptOffer, declineOffer, leaveWaitlist, listWaitlist } from '../waitlist/index.ts'
import { cancelAppointment, checkHistories, confirmAppointment, listAppointments } from './index.ts'

let here: WaitingClinic
let slots: SlotRow[]
beforeAll(async () => {
  here = await openWaitingClinic()
  const days = Array.from({ length: 8 }, here.aDay)
  const all = days.flatMap((day) =>
    ['Ada Byron', 'Ben Okri'].map((name) => slotsOfDay(here.clinic, name, day)),
  )
  slots = (await Promise.all(all)).flat()
})
afterAll(() => here.clinic[Symbol.asyncDispose]())

const clock = { kind: 'system', name: 'worker' } as const
const patients = Array.from({ length: 6 }, aPatient)
const check = () => checkHistories(here.clinic, clock)

/** Every verb, each at whatever number `n` says; most are refused now and then. */
const verbs: Record<string, (n: number) => Promise<unknown>> = {
  book: (n) => here.verbs.book(slotAt(n).id, patientAt(n), { visitType: visitAt(n) }),
  bookAny: (n) => here.verbs.bookAny(slotAt(n).startsAt, { visitType: visitAt(n) }, patientAt(n)),
  hold: async (n) => {
    const held = await here.verbs.hold(slotAt(n).id, patientAt(n), { visitType: visitAt(n) })
    if (n % 5 === 0) return letLapse(here.clinic, held.id)
    if (n % 5 === 1) return releaseHold(here.clinic, patientAt(n), held.id)
    if (n % 5 === 2) await renewHold(here.clinic, patientAt(n), held.id)
    return n % 5 === 3 ? undefined : here.verbs.bookHeld(held.id, patientAt(n))
  },
  move: async (n) => here.verbs.move(await appointmentAt(n), slotAt(n * 7).id, here.desk),
  cancel: async (n) => {
    const { id, version } = await appointmentAt(n)
    return cancelAppointment(here.clinic, here.desk, id, version, 'because')
  },
  request: async (n) => {
    await here.clinic.owner.query(`update clinic_profile set confirmation = 'by_staff'`)
    const made = await here.verbs.book(slotAt(n).id, patientAt(n)).catch((error: unknown) => error)
    await here.clinic.owner.query(`update clinic_profile set confirmation = 'automatic'`)
    if (made instanceof Error) throw made
    if (n % 2) await confirmAppointment(here.clinic, here.desk, (made as { id: string }).id, 1)
  },
  later: (n) => {
    const wanted = { slotId: slotAt(n).id, visitType: 'consultation' }
    return requestBooking(here.clinic, patientAt(n), wanted, here.verbs.context())
  },
  override: (n) => {
    const { doctorId, startsAt } = slotAt(n)
    const at = new Date(Date.parse(startsAt) + (n % 3) * 10 * 60_000).toISOString()
    return here.verbs.override({ doctorId, startsAt: at, patientId: patientAt(n).patientId })
  },
  wait: (n) =>
    here.verbs.join({ from: slotAt(n).day, to: slotAt(n).day, visitType: visitAt(n) }, patientAt(n)),
  answer: async (n) => {
    const { items } = await listWaitlist(here.clinic, here.desk, { state: 'offered', limit: 9 })
    const entry = items[n % Math.max(items.length, 1)]
    if (!entry) return
    if (n % 3 === 0) return letLapse(here.clinic, entry.offer?.id ?? '')
    if (n % 3 === 1) return acceptOffer(here.clinic, here.desk, entry.id, here.verbs.context())
    return n % 2
      ? declineOffer(here.clinic, here.desk, entry.id)
      : leaveWaitlist(here.clinic, here.desk, entry.id)
  },
  tend: () => tendClinic(here.clinic, clock),
  close: async (n) => {
    const { day } = slotAt(n)
    const admin = aMember(here.clinic, 'clinic_admin')
    const { id, version } = await closures.create(here.clinic, admin, {}, { firstDay: day, lastDay: day })
    if (n % 4) await closures.remove(here.clinic, admin, { place: {}, id, seenVersion: version })
  },
}
const slotAt = (n: number) => slots[n % slots.length] as SlotRow
const patientAt = (n: number) => patients[n % patients.length] ?? aPatient()
const visitAt = (n: number) => (n % 4 === 0 ? 'long-visit' : 'consultation')
async function appointmentAt(n: number) {
  const { items } = await listAppointments(here.clinic, here.desk, { limit: 200 })
  return items[n % Math.max(items.length, 1)] ?? { id: randomUUID(), version: 0 }
}

describe('an appointment', () => {
  test('can be told from its events alone, whatever was done to it, several things at a time', async () => {
    for (const patient of patients) await here.verbs.join({ from: '2190-01-01', to: '2190-01-01' }, patient)
    const deeds = fc.tuple(fc.constantFrom(...Object.keys(verbs)), fc.nat(10_000))
    const drawn = fc.sample(fc.array(deeds, { minLength: 3, maxLength: 3 }), { seed, numRuns: 120 })
    const done = new Map<string, number>()
    for (const atOnce of drawn) {
      await Promise.all(
        atOnce.map(async ([name, n]) => {
          const error = await verbs[name]?.(n).then(
            () => done.set(name, (done.get(name) ?? 0) + 1) && undefined,
            (reason: unknown) => reason,
          )
          if (error !== undefined && !isRefusal(error)) throw error
        }),
      )
    }
    const { appointments, differences } = await check()
    expect([differences, appointments > 30]).toEqual([[], true])
    expect(done.size, JSON.stringify([...done])).toBeGreaterThan(Object.keys(verbs).length - 3)
    expect(await serverLog(here.clinic.databaseName)).not.toMatch(/deadlock detected|ERROR|FATAL/)
  })

  test('that somebody tampered with, or whose event is missing, is found', async () => {
    const [slot] = await slotsOfDay(here.clinic, 'Ben Okri', here.aDay())
    const [next] = await slotsOfDay(here.clinic, 'Ben Okri', here.aDay())
    const patient = aPatient()
    const { id } = await here.verbs.book(slot?.id ?? '', patient)
    const other = await here.verbs.book(next?.id ?? '', patient)
    await here.clinic.owner.query(
      `update appointment set starts_at = starts_at + interval '1 minute' where id = $1`,
      [id],
    )
    await here.clinic.owner.query('delete from appointment_event where appointment_id = $1', [other.id])
    const { differences } = await check()
    expect(differences, differences.join('\n')).toHaveLength(3)
    expect(differences.join('\n')).toMatch(new RegExp(`${id} has startsAt \\d+, but its history says \\d+`))
    expect(differences.join('\n')).toMatch(new RegExp(`${id} has version 2, but its history says 1`))
    expect(differences).toContain(`Appointment ${other.id} has no history.`)
  })
})

test('a doctor in two places is found, though the index that forbids it has lost them', async () => {
  const { owner } = here.clinic
  const [slot] = slots
  await owner.query('alter table doctor_time drop constraint doctor_time_no_overlap')
  const time = `tstzrange('2190-01-01T10:00Z', '2190-01-01T10:30Z')`
  await owner.query(`insert into doctor_time (doctor_id, occupied) values ($1, ${time}), ($1, ${time})`, [
    slot?.doctorId,
  ])
  const { differences } = await check()
  expect(differences.filter((each) => each.includes('in two places'))).toHaveLength(1)
})
