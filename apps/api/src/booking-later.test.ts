import { freeSlot, type FreeSlot } from '@polyclinic/contract'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { expectPromised } from './testing/expect-promised.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
let slots: FreeSlot[]
let patient: Awaited<ReturnType<TestService['patient']>>
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  patient = await service.patient()
  slots = (await service.freeSlots('alpha')).slice(4)
})
afterEach(() => queue('back'))
afterAll(() => service[Symbol.asyncDispose]())

const control = () => service.fleet.asSuperuser(service.fleet.name)
const inside = async () => service.fleet.asSuperuser((await service.clinic('alpha')).databaseName)
/** No worker runs here: a job that is queued stays there. */
async function queue(is: 'away' | 'back'): Promise<void> {
  const [from, to] = is === 'away' ? ['graphile_worker', 'elsewhere'] : ['elsewhere', 'graphile_worker']
  const { rows } = await control().query('select from pg_namespace where nspname = $1', [from])
  if (rows.length > 0) await control().query(`alter schema ${from} rename to ${to}`)
}
const aRequest = (slot = slots.shift()) => {
  if (!slot) throw new Error('there is no slot left')
  const { body, headers } = service.booking(slot, 'A cough')
  return { clinic: 'alpha', token: patient.token, body, headers: { ...headers, prefer: 'respond-async' } }
}
const aKey = () => service.booking(slots[0] as FreeSlot).headers
/** Two doctors' slots at one time, that nobody has had. */
async function atOneTime(): Promise<[FreeSlot, FreeSlot]> {
  const free = (await service.freeSlots('alpha')).slice(4)
  const one = free.find(({ startsAt }, nth) => free[nth + 1]?.startsAt === startsAt)
  const other = free.find(({ id, startsAt }) => startsAt === one?.startsAt && id !== one.id)
  if (!one || !other) throw new Error('there are no two slots left')
  slots = slots.filter(({ startsAt }) => startsAt !== one.startsAt)
  return [one, other]
}
const status = (id: string, token = patient.token) =>
  service.ask('showBookingRequest', { clinic: 'alpha', token, params: { request: id } })
const finished = (id: string) =>
  eventually(async () => {
    const { body } = await status(id)
    return body.status === 'pending' ? undefined : body
  })

describe('a booking that may be answered later', () => {
  it('is noted: 202, with the address of its status, and a job for the worker', async () => {
    const noted = await service.ask('bookAppointment', aRequest())
    expect([noted.status, noted.headers['preference-applied'], noted.headers.etag]).toEqual([
      202,
      'respond-async',
      undefined,
    ])
    const { id } = noted.body
    expect(noted.headers.location).toBe(`/v1/clinics/alpha/booking-requests/${id}`)
    const shown = await service.send('GET', String(noted.headers.location), { token: patient.token })
    expect([shown.status, shown.body]).toEqual([200, noted.body])
    expect(shown.body).toMatchObject({ status: 'pending' })
    const clinic = await service.clinic('alpha')
    await eventually(async () => {
      const { rows } = await control().query('select key from graphile_worker.jobs')
      return rows.some(({ key }) => key === `tend-clinic:${clinic.id}`)
    })
    const foreign = expectPromised('showBookingRequest', await status(id, (await service.patient()).token))
    expect(foreign.code).toBe('not-found')
    await (await inside()).query('delete from booking_request')
  })

  it('is worked off by the API itself while the queue is away, also when it is refused', async () => {
    await queue('away')
    const [request, other] = [aRequest(), aRequest()]
    const slot = request.body as { slotId: string }
    const booked = (await service.ask('bookAppointment', request)).body
    expect(await finished(booked.id)).toMatchObject({ status: 'booked', appointment: { reason: 'A cough' } })
    const again = await service.ask('bookAppointment', { ...other, body: slot && request.body })
    const refused = await finished(again.body.id)
    expect(refused).toMatchObject({ status: 'refused', problem: { code: 'slot-taken', status: 409 } })
    expect(freeSlot.array().length(3).safeParse(refused.problem?.['alternatives']).success).toBe(true)
  })

  it('tells its patient what else they have at that time, once it is booked', async () => {
    await queue('away')
    const [one, other] = await atOneTime()
    const first = await service.ask('bookAppointment', { ...aRequest(one), headers: aKey() })
    expect(first.status).toBe(201)
    const { body } = await service.ask('bookAppointment', aRequest(other))
    const told = await eventually(async () => (await finished(body.id)).appointment?.warnings)
    expect(told).toMatchObject([{ code: 'overlap', appointmentId: first.body.id, startsAt: one.startsAt }])
    const { id: appointment } = (await finished(body.id)).appointment ?? { id: '' }
    await service.ask('cancelAppointment', {
      ...{ clinic: 'alpha', token: patient.token, params: { appointment }, ifMatch: '"1"' },
    })
    expect((await finished(body.id)).appointment).not.toHaveProperty('warnings')
  })

  it('that nobody has worked off for a while is, when its requester looks', async () => {
    const { body } = await service.ask('bookAppointment', aRequest())
    await (await inside()).query(`update booking_request set created_at = created_at - interval '10 seconds'`)
    await queue('away')
    expect((await status(body.id)).body.status).toBe('pending')
    expect((await finished(body.id)).status).toBe('booked')
  })

  it('is one under its key; another body under it is refused', async () => {
    const request = aRequest()
    const replies = await Promise.all([1, 2, 3].map(() => service.ask('bookAppointment', request)))
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    const misused = await service.ask('bookAppointment', { ...request, body: aRequest().body })
    expect(expectPromised('bookAppointment', misused).code).toBe('idempotency-mismatch')
    const keyless = await service.ask('bookAppointment', { ...request, headers: { prefer: 'respond-async' } })
    expect(expectPromised('bookAppointment', keyless)['issues']).toMatchObject([
      { pointer: 'Idempotency-Key' },
    ])
  })

  it('is not noted when too many wait, and it is said when to come again', async () => {
    const database = await inside()
    await database.query(
      `insert into booking_request (id, principal, patient_id, call)
       select uuidv7(), 'a test', uuidv7(), '{}' from generate_series(1, 200)`,
    )
    const refused = await service.ask('bookAppointment', aRequest())
    const told = expectPromised('bookAppointment', refused)
    expect([told.code, told['retryAfter'], refused.headers['retry-after']]).toEqual(['too-busy', 5, '5'])
    await database.query(`delete from booking_request where principal = 'a test'`)
  })

  it.each(['respond-async; foo=bar', 'handling=lenient, respond-async', 'Respond-Async'])(
    'is what Prefer: %s asks for',
    async (prefer) => {
      const request = aRequest()
      const reply = await service.ask('bookAppointment', {
        ...request,
        headers: { ...request.headers, prefer },
      })
      expect(reply.status).toBe(202)
    },
  )

  it.each(['respond-async-please', 'wait=10', 'return=minimal'])(
    'is not what Prefer: %s asks for',
    async (prefer) => {
      const request = aRequest()
      const reply = await service.ask('bookAppointment', {
        ...request,
        headers: { ...request.headers, prefer },
      })
      expect([reply.status, reply.headers['preference-applied']]).toEqual([201, undefined])
    },
  )
})
