import type { BookedAppointment, FreeSlot, NewHold } from '@polyclinic/contract'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Question, Reply } from './testing/ask-over-http.ts'
import { carryEventsOf, rebuildFrom } from './testing/carry-events-of.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

const slugs = ['alpha', 'beta']
let service: TestService
let alpha: FreeSlot[]
let beta: FreeSlot[]
beforeAll(async () => {
  service = await startTestService({ clinics: slugs })
  alpha = await service.freeSlots('alpha', 200)
  beta = await service.freeSlots('beta', 200)
})
afterAll(() => service[Symbol.asyncDispose]())

type Somebody = { token: string }
const carry = () => carryEventsOf(service.fleet, slugs)
const booking = ({ token }: Somebody, slot: FreeSlot, over: object = {}) => {
  const { body, headers } = service.booking(slot)
  return { token, headers, body: { ...body, ...over } }
}
async function book(clinic: string, who: Somebody, slot: FreeSlot, over: object = {}) {
  const reply = await service.ask('bookAppointment', { clinic, ...booking(who, slot, over) })
  expect([reply.status, reply.text]).toEqual([201, expect.anything()])
  return reply
}
/** Repeated under its key until it warns: on a busy machine a look-up may come too late once. */
async function warned(id: 'bookAppointment' | 'holdSlot', question: Question) {
  const replies: Reply<BookedAppointment | NewHold>[] = []
  await eventually(async () => {
    const reply = await service.ask(id, question)
    expect([reply.status, reply.text]).toEqual([201, expect.anything()])
    replies.push(reply)
    return reply.body.warnings !== undefined
  })
  const [last] = replies.slice(-1)
  if (!last) throw new Error('nothing was answered')
  return last.body
}
const list = async ({ token }: Somebody, query: Record<string, string | number> = {}) => {
  const reply = await service.ask('listOwnAppointments', { token, query })
  expect([reply.status, reply.text]).toEqual([200, expect.anything()])
  return reply.body
}
/** Two slots at one time, at one clinic each, that nobody has had. */
function atOneTime(): [FreeSlot, FreeSlot] {
  const here = alpha.shift()
  const there = beta.find(({ startsAt }) => startsAt === here?.startsAt)
  if (!here || !there) throw new Error('no two slots are left')
  alpha = alpha.filter(({ startsAt }) => startsAt !== here.startsAt)
  beta = beta.filter(({ startsAt }) => startsAt !== here.startsAt)
  return [here, there]
}

const away = async (slug: string, is: boolean) => {
  const { id } = await service.clinic(slug)
  const { rows } = await service.fleet.provisioner.database.query<{ database: string }>(
    'select database_name as database from clinic where id = $1',
    [id],
  )
  const server = service.fleet.asSuperuser('postgres')
  const name = rows[0]?.database ?? ''
  await server.query(`alter database "${name}" with allow_connections ${!is}`)
  if (is)
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
}

describe('a patient’s own list', () => {
  it('holds what they have at all clinics, as it is now, earliest first and page by page', async () => {
    const patient = await service.patient()
    const [one] = atOneTime()
    const [, two] = atOneTime()
    const [three] = atOneTime()
    for (const [clinic, slot] of [
      ['alpha', one],
      ['beta', two],
      ['alpha', three],
    ] as const)
      await book(clinic, patient, slot)
    const whole = await list(patient)
    expect(whole.missing).toEqual([])
    const times = [one, two, three].map(({ startsAt }) => startsAt).toSorted()
    expect(whole.items.map(({ startsAt }) => startsAt)).toEqual(times)
    expect(whole.items.find(({ clinic }) => clinic.slug === 'beta')).toMatchObject({
      status: 'booked',
      reference: expect.any(String),
      doctor: { id: two.doctor.id, name: two.doctor.name },
      visitType: { code: 'consultation', name: expect.any(String) },
      localTime: two.localTime,
      localDate: two.localDate,
      displaced: false,
    })
    const first = await list(patient, { limit: 2 })
    const rest = await list(patient, { limit: 2, cursor: first.next ?? '' })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id))
    expect(rest.next).toBeUndefined()
    expect((await list(patient, { when: 'past' })).items).toEqual([])
  })

  it('shows of a clinic that does not answer what was last heard, says so, and the other one’s as it is', async () => {
    const patient = await service.patient()
    const [, there] = atOneTime()
    const [here] = atOneTime()
    await book('beta', patient, there)
    await carry()
    await book('alpha', patient, here)
    await away('beta', true)
    try {
      await eventually(async () => (await list(patient)).missing.includes('beta'))
      const { items } = await list(patient)
      expect(items.map(({ clinic }) => clinic.slug).toSorted()).toEqual(['alpha', 'beta'])
      const heard = items.find(({ clinic }) => clinic.slug === 'beta')
      expect(heard).toMatchObject({ startsAt: there.startsAt, doctor: { name: there.doctor.name } })
      expect(Date.parse(heard?.asOf ?? '')).toBeLessThan(Date.now())
    } finally {
      await away('beta', false)
    }
    await eventually(async () => (await list(patient)).missing.length === 0)
  })

  it('is the patient’s and their guardian’s, and nobody else’s', async () => {
    const [parent, stranger] = [await service.patient(), await service.patient()]
    const added = await service.ask('addDependent', { token: parent.token, body: { name: 'Max' } })
    const child = added.body.id
    const [slot] = atOneTime()
    expect((await book('alpha', parent, slot, { patientId: child })).status).toBe(201)
    expect((await list(parent, { dependent: child })).items).toMatchObject([{ patientId: child }])
    expect((await list(parent)).items).toEqual([])
    for (const dependent of [child, crypto.randomUUID()]) {
      const asked = await service.ask('listOwnAppointments', { token: stranger.token, query: { dependent } })
      expect([asked.status, asked.problem.code]).toEqual([403, 'not-allowed'])
    }
    const staff = await service.member('alpha', 'staff')
    expect((await service.ask('listOwnAppointments', { token: staff.token })).problem.code).toBe(
      'not-allowed',
    )
  })

  it('is made anew from the clinics, and forgets what they have not', async () => {
    const patient = await service.patient()
    const [slot] = atOneTime()
    const visit = (await book('alpha', patient, slot)).body
    await carry()
    const control = service.fleet.provisioner.database
    const heard = async () =>
      (
        await control.query<{ id: string; status: string; doctor: string | null }>(
          `select appointment_id as id, status, doctor_name as doctor from patient_appointment where patient_id = $1`,
          [patient.patientId],
        )
      ).rows
    const right = [{ id: visit.id, status: 'booked', doctor: slot.doctor.name }]
    expect(await heard()).toEqual(right)
    // as after a restore of the clinic: versions that are ahead, and one that never was
    await control.query(
      `update patient_appointment set status = 'cancelled', version = 99, updated_at = now() - interval '1 hour'
       where appointment_id = $1`,
      [visit.id],
    )
    await control.query(
      `insert into patient_appointment (clinic_id, appointment_id, patient_id, version, status, reference, doctor_id,
         visit_type, starts_at, ends_at, displaced, updated_at)
       select clinic_id, uuidv7(), patient_id, 1, 'booked', 'X', doctor_id, visit_type, starts_at, ends_at, false,
         now() - interval '1 hour' from patient_appointment where appointment_id = $1`,
      [visit.id],
    )
    await rebuildFrom(service.fleet, slugs)
    expect(await heard()).toEqual(right)
    await control.query('delete from patient_appointment')
    await rebuildFrom(service.fleet, slugs)
    expect(await heard()).toEqual(right)
  })

  it('is empty once its owner is erased, whatever arrives later', async () => {
    const patient = await service.patient()
    const [slot] = atOneTime()
    const [, later] = atOneTime()
    await book('alpha', patient, slot)
    await carry()
    await book('beta', patient, later)
    const body = { password: testPassword }
    expect((await service.ask('eraseOwnPatient', { token: patient.token, body })).status).toBe(202)
    await carry()
    await rebuildFrom(service.fleet, slugs)
    const { rows } = await service.fleet.provisioner.database.query(
      'select from patient_appointment where patient_id = $1',
      [patient.patientId],
    )
    expect(rows).toEqual([])
  })
})

describe('whoever books two visits at one time', () => {
  it('is told so by both clinics, by the list, and before', async () => {
    const patient = await service.patient()
    const [here, there] = atOneTime()
    const before = { startsAt: here.startsAt, endsAt: here.endsAt }
    const overlaps = async () =>
      (await service.ask('findOverlaps', { token: patient.token, query: before })).body.items
    expect(await overlaps()).toEqual([])
    const first = await book('alpha', patient, here)
    expect([first.status, first.body.warnings]).toEqual([201, undefined])
    await carry()
    expect(await overlaps()).toMatchObject([
      { appointmentId: first.body.id, clinic: { slug: 'alpha' }, held: false },
    ])

    const warning = {
      code: 'overlap',
      appointmentId: first.body.id,
      clinic: { slug: 'alpha' },
      startsAt: here.startsAt,
    }
    const to = { clinic: 'beta', token: patient.token }
    const hold = await warned('holdSlot', {
      ...to,
      headers: { 'idempotency-key': `hold-${there.id}` },
      body: { slotId: there.id, visitType: 'consultation' },
    })
    expect(hold.warnings).toMatchObject([warning])
    const second = await warned('bookAppointment', {
      ...to,
      headers: { 'idempotency-key': `book-${there.id}` },
      body: { holdId: hold.id },
    })
    expect(second.warnings).toMatchObject([warning])
    const { items } = await list(patient)
    expect(items.find(({ id }) => id === second.id)?.overlapsWith).toEqual([first.body.id])

    const params = { appointment: first.body.id }
    const ending = { clinic: 'alpha', token: patient.token, params, ifMatch: '"1"' }
    expect((await service.ask('cancelAppointment', ending)).status).toBe(200)
    expect((await list(patient)).items.every(({ overlapsWith }) => overlapsWith === undefined)).toBe(true)
  })

  it('is told so by one clinic of its own accord, at once', async () => {
    const patient = await service.patient()
    const one = alpha.find(({ startsAt, doctor }) =>
      alpha.some((other) => other.startsAt === startsAt && other.doctor.id !== doctor.id),
    )
    const two = alpha.find((other) => other.startsAt === one?.startsAt && other.doctor.id !== one?.doctor.id)
    if (!one || !two) throw new Error('there is one doctor only')
    alpha = alpha.filter(({ startsAt }) => startsAt !== one.startsAt)
    const first = await book('alpha', patient, one)
    const second = await warned('bookAppointment', { clinic: 'alpha', ...booking(patient, two) })
    // without anything carried anywhere
    expect(second.warnings).toMatchObject([{ appointmentId: first.body.id, clinic: { slug: 'alpha' } }])
  })

  it('is told so for a dependent; a desk that books for them is told nothing', async () => {
    const parent = await service.patient()
    const child = (await service.ask('addDependent', { token: parent.token, body: { name: 'Mia' } })).body.id
    const [here, there] = atOneTime()
    await book('alpha', parent, here, { patientId: child })
    await carry()
    const own = await warned('bookAppointment', {
      clinic: 'beta',
      ...booking(parent, there, { patientId: child }),
    })
    expect(own.warnings).toMatchObject([{ clinic: { slug: 'alpha' } }])
    // known to beta now: its desk books once more at a time that is taken elsewhere
    const [again, too] = atOneTime()
    await book('alpha', parent, again, { patientId: child })
    await carry()
    const staff = await service.member('beta', 'staff')
    const byDesk = await book('beta', staff, too, { patientId: child })
    expect([byDesk.status, byDesk.body.warnings]).toEqual([201, undefined])
    expect(byDesk.text).not.toContain('alpha')
  })
})
