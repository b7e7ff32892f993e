import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tendClinic } from '../tending/index.ts'
import { doctorNamed } from '../testing/a-doctor.ts'
import { openWaitingClinic, type WaitingClinic } from '../testing/full-mornings.ts'
import { aPatient } from '../testing/open-test-clinic.ts'
import { slotsOfDay } from '../testing/slots-of-day.ts'
import { showWaitlistEntry } from './index.ts'

let here: WaitingClinic
let ada: string
let ben: string
beforeAll(async () => {
  here = await openWaitingClinic({ openAppointmentsPerPatient: 1 })
  ada = await doctorNamed(here.clinic, 'Ada Byron')
  ben = await doctorNamed(here.clinic, 'Ben Okri')
  await here.clinic.owner.query(
    `with x as (insert into specialty (code, name) values ('cardiology', 'Cardiology') returning id)
     update doctor set specialty_id = x.id from x where doctor.id = $1`,
    [ben],
  )
})
afterAll(() => here.clinic[Symbol.asyncDispose]())

const clock = { kind: 'system', name: 'worker' } as const
const stateOf = async (id: string) => (await showWaitlistEntry(here.clinic, here.desk, id)).state

test('a freed time goes to the first whom it suits, not to who waits longest for something else', async () => {
  const [{ day, free }, other] = [await here.fullMorning(), await here.fullMorning()]
  const that = { from: day, to: day }
  const wishes = [
    { ...that, doctors: [ada], partsOfDay: ['afternoon' as const] },
    { ...that, specialty: 'family-medicine', partsOfDay: ['afternoon' as const] },
    { ...that, doctors: [ben], partsOfDay: ['afternoon' as const, 'evening' as const] },
    { from: other.day, to: other.day, doctors: [ben] },
    { ...that, doctors: [ben], visitType: 'long-visit' },
    { ...that, specialty: 'cardiology', partsOfDay: ['morning' as const] },
    { ...that, doctors: [ben] },
  ]
  const entries: string[] = []
  for (const wish of wishes) entries.push((await here.verbs.join(wish)).id)
  await free()
  const states = await Promise.all(entries.map(stateOf))
  expect(states).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'waiting', 'offered', 'waiting'])
})

describe('a freed time is not offered', () => {
  test('to who is blocked or has as many appointments as the clinic allows, but to the next', async () => {
    const { day, free } = await here.fullMorning()
    const [blocked, busy, wishes] = [aPatient(), aPatient(), { from: day, to: day, doctors: [ben] }]
    const entries = [
      await here.verbs.join(wishes, blocked),
      await here.verbs.join(wishes, busy),
      await here.verbs.join(wishes),
    ]
    await here.clinic.owner.query(`update known_patient set state = 'blocked' where patient_id = $1`, [
      blocked.patientId,
    ])
    const [slot] = await slotsOfDay(here.clinic, 'Ada Byron', here.aDay())
    await here.verbs.book(slot?.id ?? '', busy)
    await free()
    const states = await Promise.all(entries.map(({ id }) => stateOf(id)))
    expect(states).toEqual(['waiting', 'waiting', 'offered'])
  })

  test('for days that are over: the entry ends', async () => {
    const { day } = await here.fullMorning()
    const { id } = await here.verbs.join({ from: day, to: day, doctors: [ben] })
    await here.clinic.owner.query(
      `update waitlist_entry set from_day = '2020-01-01', until_day = '2020-01-02' where id = $1`,
      [id],
    )
    await tendClinic(here.clinic, clock)
    expect(await stateOf(id)).toBe('over')
  })
})

test('a visit that only the desk books is offered to whom the desk let wait for it', async () => {
  const { day, free } = await here.fullMorning()
  const patient = aPatient()
  const gone = await here.verbs.join({ from: '2190-01-01', to: '2190-01-01' }, patient)
  await here.clinic.owner.query(`update visit_type set booked_by = 'staff' where code = 'consultation'`)
  const wishes = { from: day, to: day, doctors: [ben], patientId: gone.patientId }
  const { id } = await here.verbs.join(wishes, here.desk)
  await free()
  await here.clinic.owner.query(`update visit_type set booked_by = 'anyone' where code = 'consultation'`)
  expect(await stateOf(id)).toBe('offered')
})

test('who joins when many wait before them is offered what is free all the same', async () => {
  const { day, free } = await here.fullMorning()
  await free()
  await here.verbs.join({ from: '2190-01-01', to: '2190-01-01' })
  await here.clinic.owner.query(
    `insert into waitlist_entry (id, patient_id, visit_type_id, from_day, until_day, joined_by)
     select uuidv7(), w.patient_id, w.visit_type_id, w.from_day, w.until_day, 'a test'
     from waitlist_entry w, generate_series(1, 120) where w.from_day = '2190-01-01'`,
  )
  const entry = await here.verbs.join({ from: day, to: day, doctors: [ben] })
  expect(entry.state).toBe('offered')
})
