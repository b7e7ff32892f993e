import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { eventually } from '@polyclinic/postgres/testing'
import { type RunningApi, startApi } from './boot/start-api.ts'
import { type Asking, askOverHttp } from './testing/ask-over-http.ts'
import { carryEventsOf } from './testing/carry-events-of.ts'
import { followLive as follow, type FollowedStream } from './testing/follow-live.ts'
import { openWeakLink, type WeakLink } from './testing/open-weak-link.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let link: WeakLink
let service: TestService
/** Another process of the same installation, whose way to the control plane can be cut */
let otherApi: RunningApi
let elsewhere: Asking
beforeAll(async () => {
  link = await openWeakLink(inject('adminUrl'))
  service = await startTestService()
  otherApi = await startApi({
    ...service.config,
    adminUrls: new Map([['default', link.url]]),
    logLevel: 'silent',
  })
  elsewhere = askOverHttp(otherApi.port)
})
afterAll(async () => {
  elsewhere[Symbol.dispose]()
  await otherApi.stop()
  await service[Symbol.asyncDispose]()
  await link[Symbol.asyncDispose]()
})

const followHere = (topics: string, how?: Parameters<typeof follow>[2]) =>
  follow(service.api.port, topics, how)
const followThere = (topics: string, how?: Parameters<typeof follow>[2]) => follow(otherApi.port, topics, how)
/** Comes again as a browser does where the process, on a slow machine, has no connection at that moment. */
const comeThere: typeof followThere = (topics, how) =>
  eventually(async () => {
    const stream = await followThere(topics, how)
    expect(stream.status).toBe(200)
    return stream
  })
const over = (stream: FollowedStream) => eventually(() => stream.ended() || undefined)
const codeOf = ({ status, problem }: FollowedStream) => [status, problem()['code']]

/** Books here, and carries it over as the worker does. */
async function book(clinic = 'alpha') {
  const { token } = await service.patient()
  const [slot] = await service.freeSlots(clinic, 1)
  if (!slot) throw new Error('there is no slot')
  const booked = await service.ask('bookAppointment', { clinic, token, ...service.booking(slot) })
  expect(booked.status).toBe(201)
  await carryEventsOf(service.fleet, [clinic])
  return { appointment: booked.body, doctor: slot.doctor.id, day: slot.localDate }
}

describe('a live stream', () => {
  it('tells of a booking that another process took: which doctor and day, and no patient', async () => {
    const { token } = await service.member('alpha', 'staff')
    // the making of the calendar is told of as well
    await carryEventsOf(service.fleet, ['alpha'])
    using stream = await followThere('slots:alpha,schedule:alpha', { token })
    using public_ = await followThere('slots:alpha')
    using foreign = await followThere('slots:beta')
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    await stream.next('ready')
    const { appointment, doctor, day } = await book()
    const about = (data: Record<string, unknown>) =>
      data['doctor'] === doctor && (data['days'] as string[]).length === 1
    const told = await public_.next('slots', about)
    expect(told.data).toEqual({ clinic: 'alpha', doctor, days: [day] })
    expect((await stream.next('slots', about)).data).toEqual(told.data)
    expect((await stream.next('schedule', about)).data).toEqual(told.data)

    // what takes or frees no time is the clinic's own business
    const before = [public_.told.length, stream.told.length]
    const arrived = await service.fleet
      .asSuperuser((await service.clinic('alpha')).databaseName)
      .query(`insert into appointment_event (appointment_id, type, actor, version, payload)
        select appointment_id, 'arrived', 'system', version + 100, payload from appointment_event
        where appointment_id = '${appointment.id}' order by version desc limit 1`)
    expect(arrived.rowCount).toBe(1)
    await carryEventsOf(service.fleet, ['alpha'])
    await eventually(() => stream.told.length > (before[1] ?? 0) || undefined)
    expect(stream.told.at(-1)?.event).toBe('schedule')
    expect(public_.told.length).toBe(before[0])
    expect(foreign.told.map(({ event }) => event)).toEqual(['ready'])
    expect(JSON.stringify(stream.told)).not.toContain(appointment.patientId)
  })

  it('that was cut off goes on where it was; one that comes too late is told to ask for everything', async () => {
    const first = await followHere('slots:alpha')
    const { id } = await first.next('ready')
    first[Symbol.dispose]()
    const { doctor, day } = await book()
    using second = await followHere('slots:alpha', { lastEventId: id })
    await second.next('ready')
    const kinds = second.told.map(({ event }) => event)
    expect(kinds.at(-1)).toBe('ready')
    expect(second.told.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ doctor, days: [day] }),
    )
    for (const lastEventId of [String(Date.now() - 16 * 60_000), '', 'x', '-1', '1e400']) {
      using late = await followHere('slots:alpha', { lastEventId })
      await late.next(lastEventId === '1e400' ? 'ready' : 'reset')
    }
  })
})

describe('who follows', () => {
  it('may follow what they may read, and is refused all of it for one topic that they may not', async () => {
    const [patient, staff, operator] = [
      await service.patient(),
      await service.member('beta', 'staff'),
      await service.operator(),
    ]
    const half = await service.withoutSecondFactor(staff)
    const verdict = async (topics: string, token?: string) => {
      using stream = await followHere(topics, { token })
      return stream.status === 200 ? 200 : codeOf(stream)
    }
    expect(await verdict('schedule:alpha')).toEqual([401, 'not-signed-in'])
    expect(await verdict('schedule:nowhere')).toEqual([401, 'not-signed-in'])
    expect(await verdict('slots:alpha,operations')).toEqual([401, 'not-signed-in'])
    expect(await verdict('slots:alpha,schedule:alpha', patient.token)).toEqual([403, 'not-allowed'])
    expect(await verdict('schedule:nowhere', patient.token)).toEqual([403, 'not-allowed'])
    expect(await verdict('schedule:alpha', staff.token)).toEqual([403, 'not-allowed'])
    expect(await verdict('schedule:beta', half)).toEqual([403, 'second-factor-needed'])
    expect(await verdict('operations', staff.token)).toEqual([403, 'not-allowed'])
    expect(await verdict('schedule:alpha', operator.token)).toEqual([403, 'not-allowed'])
    expect(await verdict('slots:nowhere')).toEqual([404, 'clinic-unknown'])
    for (const odd of ['', 'patients:alpha', 'slots', 'slots:', 'slots:alpha,', 'operations:alpha', '*']) {
      expect(await verdict(odd, operator.token)).toEqual([400, 'invalid-request'])
    }
    expect(await verdict(Array(11).fill('slots:alpha').join())).toEqual([400, 'invalid-request'])
    expect(await verdict('slots:alpha,slots:beta,schedule:beta', staff.token)).toBe(200)
    expect(await verdict('operations', operator.token)).toBe(200)
  })

  it('is cut off when the role is taken', async () => {
    const staff = await service.member('alpha', 'staff')
    using stream = await followThere('schedule:alpha', staff)
    await stream.next('ready')
    const admin = await service.member('alpha', 'clinic_admin')
    const { body } = await service.ask('listMembers', { clinic: 'alpha', token: admin.token })
    const member = body.items.find(({ email }) => email === staff.email)?.id ?? ''
    const removing = { clinic: 'alpha', token: admin.token, params: { member } }
    expect((await service.ask('removeMember', removing)).status).toBe(204)
    await over(stream)
    using again = await followThere('schedule:alpha', staff)
    expect(codeOf(again)).toEqual([403, 'not-allowed'])
  })

  it('is cut off when the session ends', async () => {
    const { email } = await service.patient()
    const headers = { 'x-forwarded-for': '203.0.113.78' }
    const { body } = await service.ask('signIn', { body: { email, password: testPassword }, headers })
    using stream = await followThere('slots:alpha', { token: body.accessToken })
    await stream.next('ready')
    await service.ask('logOutEverywhere', { token: body.accessToken })
    await over(stream)
    using again = await followThere('slots:alpha', { token: body.accessToken })
    expect(codeOf(again)).toEqual([401, 'not-signed-in'])
  })

  it('holds so many streams and no more, by account and by address; the metrics count them', async () => {
    const { token } = await service.patient()
    const own = await Promise.all([1, 2, 3].map(() => followHere('slots:alpha', { token })))
    using fourth = await followHere('slots:alpha', { token })
    expect([...codeOf(fourth), fourth.headers['retry-after']]).toEqual([429, 'too-many-requests', '15'])
    own[0]?.[Symbol.dispose]()
    // a place is free once the server has seen that somebody left
    using _fifth = await eventually(async () => {
      const stream = await followHere('slots:alpha', { token })
      return stream.status === 200 ? stream : undefined
    })
    const address = '198.51.100.7'
    const near = await Promise.all([1, 2].map(() => followHere('slots:alpha', { address })))
    using third = await followHere('slots:alpha', { address })
    expect(codeOf(third)).toEqual([429, 'too-many-requests'])
    const metrics = (await service.send('GET', '/metrics')).text
    expect(Number(/^live_streams_open (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(5)
    for (const stream of [...own, ...near]) stream[Symbol.dispose]()
    await eventually(
      async () => /^live_streams_open 1$/m.test((await service.send('GET', '/metrics')).text) || undefined,
    )
  })

  it('is told of operations as an operator: each step, and what becomes of the clinic', async () => {
    const { token } = await service.operator()
    using stream = await followThere('operations', { token })
    await stream.next('ready')
    const { body } = await service.ask('showRegisteredClinic', { token, params: { slug: 'beta' } })
    await service.ask('editClinic', {
      token,
      params: { slug: 'beta' },
      ifMatch: `"${body.version}"`,
      body: { name: 'Clinic beta, renamed' },
    })
    const renamed = await stream.next('operation', (data) => data['clinic'] === 'beta' && !data['operation'])
    expect(renamed.data).toEqual({ clinic: 'beta' })
    const clinic = await service.clinic('beta')
    const { rows } = await service.fleet
      .asSuperuser(service.fleet.name)
      .query(
        `insert into clinic_operation (clinic_id, kind, step) values ('${clinic.id}', 'migrate', 'migrate') returning id`,
      )
    const told = await stream.next('operation', ({ operation }) => operation === rows[0]?.id)
    expect(told.data).toEqual({ clinic: 'beta', operation: rows[0]?.id })
  })

  it('is let go at once when a process stops, and HEAD opens nothing', async () => {
    const api = await startApi({ ...service.config, logLevel: 'silent' })
    using asking = askOverHttp(api.port)
    const head = await asking.send('HEAD', '/v1/live?topics=slots:alpha')
    expect([head.status, head.text]).toEqual([200, ''])
    expect((await asking.send('GET', '/metrics')).text).toMatch(/^live_streams_open 0$/m)
    using stream = await follow(api.port, 'slots:alpha')
    await stream.next('ready')
    const began = performance.now()
    await api.stop()
    expect(performance.now() - began).toBeLessThan(2_000)
    await over(stream)
  })
})

describe('a process that could not listen for a while', () => {
  it('has everything asked for again, and lets in anew whoever has rights to lose', async () => {
    using nobody = await comeThere('slots:beta')
    const { token } = await service.member('beta', 'staff')
    using somebody = await comeThere('schedule:beta', { token })
    await Promise.all([nobody.next('ready'), somebody.next('ready')])
    await link.cut()
    await link.mend()
    await nobody.next('reset')
    await somebody.next('reset')
    // roles may have ended unheard
    await over(somebody)
    expect(nobody.ended()).toBe(false)
    await eventually(async () => (await elsewhere.ask('ready')).body.controlPlane === 'up')
  })
})
