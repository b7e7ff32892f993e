import type { FeedForm, FreeSlot } from '@polyclinic/contract'
import { eventually } from '@polyclinic/postgres/testing'
import ical from 'ical.js'
import nodeIcal from 'node-ical'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryEventsOf } from './testing/carry-events-of.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

const slugs = ['alpha', 'beta']
let service: TestService
let slots: Record<string, FreeSlot[]>
beforeAll(async () => {
  service = await startTestService({ clinics: slugs })
  slots = { alpha: await service.freeSlots('alpha', 200), beta: await service.freeSlots('beta', 200) }
  for (const slug of slugs) {
    const { rows } = await service.fleet.provisioner.database.query<{ database: string }>(
      'select database_name as database from clinic where slug = $1',
      [slug],
    )
    await service.fleet
      .asSuperuser(rows[0]?.database ?? '')
      .query('update clinic_profile set cancel_until_minutes = 0, reschedule_until_minutes = 0')
  }
})
afterAll(() => service[Symbol.asyncDispose]())

type Somebody = { token: string }
const carry = () => carryEventsOf(service.fleet, slugs)
async function book(clinic: string, { token }: Somebody, over: object = {}) {
  const slot = slots[clinic]?.shift()
  if (!slot) throw new Error('no slot is left')
  const { body, headers } = service.booking(slot)
  const reply = await service.ask('bookAppointment', { clinic, token, headers, body: { ...body, ...over } })
  expect([reply.status, reply.text]).toEqual([201, expect.anything()])
  return reply.body
}
async function make({ token }: Somebody, form: FeedForm | object = { kind: 'patient', name: 'On my phone' }) {
  const { status, text, body } = await service.ask('addFeed', { token, body: form })
  expect([status, text]).toEqual([201, expect.anything()])
  return body
}
/** As a calendar program does: no token, the address alone. */
const read = (url: string, headers: Record<string, string> = {}) =>
  service.send('GET', new URL(url).pathname, { headers })

interface Entry {
  uid: string
  sequence: number
  status: unknown
  starts: string
}
/** What two readers by other authors make of a calendar, alike or not at all. */
function entriesOf(text: string): Entry[] {
  const calendar = new ical.Component(ical.parse(text))
  const byOne = calendar.getAllSubcomponents('vevent').map((each) => {
    const { uid, sequence, startDate } = new ical.Event(each)
    const status = each.getFirstPropertyValue('status')
    return { uid, sequence, status, starts: startDate.toJSDate().toISOString() }
  })
  const byOther = Object.values(nodeIcal.sync.parseICS(text)).flatMap((each) =>
    each?.type === 'VEVENT'
      ? [
          {
            uid: each.uid,
            sequence: Number(each.sequence),
            status: each.status,
            starts: each.start.toISOString(),
          },
        ]
      : [],
  )
  const sorted = (entries: Entry[]) => entries.toSorted((a, b) => a.uid.localeCompare(b.uid))
  expect(sorted(byOne)).toEqual(sorted(byOther))
  return byOne
}

describe('a patient’s calendar', () => {
  it('shows what they have at all clinics, and nobody’s name nor what it is for', async () => {
    const patient = await service.patient('Ada Unmistakable')
    const visits = [await book('alpha', patient), await book('beta', patient, { reason: 'a rash' })]
    await carry()
    const { url } = await make(patient)
    const reply = await read(url)
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(reply.headers['cache-control']).toBe('private, no-cache')
    const expected = visits.map(({ id, version, startsAt }) => ({
      uid: id,
      sequence: version,
      status: 'CONFIRMED',
      starts: startsAt,
    }))
    expect(entriesOf(reply.text)).toEqual(expect.arrayContaining(expected))
    expect(entriesOf(reply.text)).toHaveLength(2)
    expect(reply.text).toContain(visits[0]?.reference)
    expect(reply.text).not.toMatch(/Unmistakable|rash|consultation/i)
  })

  it('has the entries that each visit’s own file has, so that neither doubles the other', async () => {
    const patient = await service.patient()
    const { id } = await book('alpha', patient)
    await carry()
    const { url } = await make(patient)
    const asked = { clinic: 'alpha', token: patient.token, params: { appointment: id } }
    const single = await service.ask('showCalendarEntry', asked)
    expect(entriesOf((await read(url)).text)).toEqual(entriesOf(single.text))
  })

  it('is asked for again at no cost until something changes, and then replaces or cancels the entry', async () => {
    const patient = await service.patient()
    const visit = await book('alpha', patient)
    await carry()
    const { url } = await make(patient)
    const first = await read(url)
    const etag = first.headers.etag ?? ''
    const again = await read(url, { 'if-none-match': etag })
    expect([again.status, again.text]).toEqual([304, ''])

    const params = { appointment: visit.id }
    const asking = { clinic: 'alpha', token: patient.token, params }
    const to = slots['alpha']?.shift()
    const body = { slotId: to?.id }
    const moved = await service.ask('rescheduleAppointment', { ...asking, ifMatch: '"1"', body })
    expect(moved.status).toBe(200)
    await carry()
    const second = await read(url, { 'if-none-match': etag })
    expect(second.status).toBe(200)
    expect(entriesOf(second.text)).toMatchObject([
      { uid: visit.id, sequence: moved.body.version, starts: to?.startsAt },
    ])
    const ended = await service.ask('cancelAppointment', { ...asking, ifMatch: `"${moved.body.version}"` })
    await carry()
    expect(entriesOf((await read(url)).text)).toMatchObject([
      { uid: visit.id, sequence: ended.body.version, status: 'CANCELLED' },
    ])
  })

  it('shows a dependent’s for as long as one acts for them', async () => {
    const parent = await service.patient()
    const stranger = await service.patient()
    const child = (await service.ask('addDependent', { token: parent.token, body: { name: 'Max' } })).body.id
    const own = await book('alpha', parent)
    const theirs = await book('beta', parent, { patientId: child })
    await carry()
    const both = await make(parent, { kind: 'patient', name: 'Family', dependents: [child] })
    const only = await make(parent, { kind: 'patient', name: 'Max', own: false, dependents: [child] })
    const uids = async (url: string) => entriesOf((await read(url)).text).map(({ uid }) => uid)
    expect(new Set(await uids(both.url))).toEqual(new Set([own.id, theirs.id]))
    expect(await uids(only.url)).toEqual([theirs.id])
    const body = { kind: 'patient', name: 'Not mine', dependents: [child] }
    const refused = await service.ask('addFeed', { token: stranger.token, body })
    expect([refused.status, refused.problem.code]).toEqual([403, 'not-allowed'])

    const params = { dependent: child }
    expect((await service.ask('removeDependent', { token: parent.token, params })).status).toBe(204)
    expect(await uids(both.url)).toEqual([own.id])
    expect((await read(only.url)).status).toBe(404)
  })
})

describe('a doctor’s calendar', () => {
  it('shows their visits at their clinic, and no patient; it ends with the role', async () => {
    const patient = await service.patient('Ada Unmistakable')
    const visit = await book('alpha', patient)
    const doctor = await service.doctor('alpha', visit.doctor.id)
    const { url } = await make(doctor, { kind: 'doctor', name: 'Practice', clinic: 'alpha' })
    const reply = await read(url)
    expect(entriesOf(reply.text)).toContainEqual({
      uid: visit.id,
      sequence: visit.version,
      status: 'CONFIRMED',
      starts: visit.startsAt,
    })
    expect(reply.text).toContain(visit.reference)
    expect(reply.text).not.toMatch(/Unmistakable|consultation/i)
    expect((await read(url, { 'if-none-match': reply.headers.etag ?? '' })).status).toBe(304)

    const admin = await service.member('alpha', 'clinic_admin')
    const members = await service.ask('listMembers', { clinic: 'alpha', token: admin.token })
    const member = members.body.items.find(({ doctor: id }) => id === visit.doctor.id)?.id ?? ''
    const removing = { clinic: 'alpha', token: admin.token, params: { member } }
    expect((await service.ask('removeMember', removing)).status).toBe(204)
    expect((await read(url)).status).toBe(404)
  })

  it('is for who is a doctor there, in a session with a second factor', async () => {
    const slot = slots['alpha']?.[0]
    const form = { kind: 'doctor', name: 'Practice', clinic: 'alpha' }
    const doctor = await service.doctor('alpha', slot?.doctor.id ?? '')
    const token = await service.withoutSecondFactor(doctor)
    expect((await service.ask('addFeed', { token, body: form })).problem.code).toBe('second-factor-needed')
    const elsewhere = { ...form, clinic: 'beta' }
    const refused = await service.ask('addFeed', { token: doctor.token, body: elsewhere })
    expect(refused.problem.code).toBe('not-allowed')
    const staff = await service.member('alpha', 'staff')
    expect((await service.ask('addFeed', { token: staff.token, body: form })).problem.code).toBe(
      'not-allowed',
    )
  })
})

describe('a calendar’s address', () => {
  it('is shown once, listed by its name with its last use, and ends when its owner says so', async () => {
    const patient = await service.patient()
    const stranger = await service.patient()
    const one = await make(patient, { kind: 'patient', name: 'My phone' })
    const other = await make(patient, { kind: 'patient', name: 'The kitchen' })
    const list = async () => (await service.ask('listFeeds', { token: patient.token })).body.items
    const listed = await service.ask('listFeeds', { token: patient.token })
    const secret = one.url.split('/').at(-2) ?? 'none'
    expect(secret).toMatch(/^cal_[\w-]{43}$/)
    expect(listed.text).not.toContain(secret)
    expect((await list()).map(({ name, lastUsedAt }) => [name, lastUsedAt])).toEqual([
      ['The kitchen', undefined],
      ['My phone', undefined],
    ])
    await read(one.url)
    expect((await list()).map(({ lastUsedAt }) => lastUsedAt !== undefined)).toEqual([false, true])
    const ending = { params: { feed: one.id } }
    expect((await service.ask('endFeed', { token: stranger.token, ...ending })).status).toBe(404)
    expect((await service.ask('endFeed', { token: patient.token, ...ending })).status).toBe(204)
    expect((await service.ask('endFeed', { token: patient.token, ...ending })).status).toBe(404)
    expect([(await read(one.url)).status, (await read(other.url)).status]).toEqual([404, 200])
  })

  it('ends with a change of the password, and with its owner', async () => {
    const [careful, leaving] = [await service.patient(), await service.patient()]
    const { url } = await make(careful)
    const gone = await make(leaving)
    const body = { current: testPassword, password: 'another long enough sentence' }
    expect((await service.ask('changePassword', { token: careful.token, body })).status).toBeLessThan(300)
    const password = { password: testPassword }
    expect((await service.ask('eraseOwnPatient', { token: leaving.token, body: password })).status).toBe(202)
    expect([(await read(url)).status, (await read(gone.url)).status]).toEqual([404, 404])
  })

  it('stands in no log, no metrics and no problem, and only its hash in the database', async () => {
    const patient = await service.patient()
    const { url, id } = await make(patient)
    const secret = url.split('/').at(-2) ?? 'none'
    await read(url)
    await service.ask('endFeed', { token: patient.token, params: { feed: id } })
    const refused = await read(url)
    expect(refused.problem.instance).toBe('/v1/feeds/{token}/calendar.ics')
    const wrong = await service.send('GET', `${new URL(url).pathname}/more`)
    const metrics = await service.send('GET', '/metrics')
    const { rows } = await service.fleet.provisioner.database.query('select * from calendar_feed')
    for (const text of [refused.text, wrong.text, metrics.text, JSON.stringify(rows), ...service.log]) {
      expect(text).not.toContain(secret)
    }
    expect(service.log.some((line) => line.includes('/v1/feeds/{token}/calendar.ics'))).toBe(true)
  })

  it('is not to be guessed at for long, and one that leads somewhere is not closed by that', async () => {
    const patient = await service.patient()
    const { url } = await make(patient)
    const headers = { 'x-forwarded-for': '203.0.113.77' }
    await eventually(async () => {
      const guess = await service.send('GET', `/v1/feeds/${crypto.randomUUID()}/calendar.ics`, { headers })
      return guess.status === 429
    })
    expect((await read(url, { 'x-forwarded-for': '203.0.113.78' })).status).toBe(200)
  })

  it('is recorded when it shows something new, and not each time a program asks', async () => {
    const patient = await service.patient()
    await book('alpha', patient)
    await carry()
    const { url } = await make(patient)
    const readings = async () => {
      const { rows } = await service.fleet.provisioner.database.query<{ count: number }>(
        `select count(*)::integer as count from audit_entry where purpose = 'feed.read' and patient_id = $1`,
        [patient.patientId],
      )
      return rows[0]?.count
    }
    for (let nth = 0; nth < 3; nth++) await read(url)
    expect(await readings()).toBe(1)
    await book('beta', patient)
    await carry()
    await read(url)
    expect(await readings()).toBe(3)
  })
})
