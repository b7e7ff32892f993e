import { Refusal } from '@polyclinic/contract'
import { describe, expect, it } from 'vitest'
import { bearerHeader, fakeEdge, jsonHeader, someId } from './testing/fake-edge.ts'
import { readProblem } from './testing/read-problem.ts'

const booking = { slotId: someId, visitType: 'consultation' }
const post = (body: unknown, headers: Record<string, string>) => ({
  method: 'POST',
  headers,
  body: JSON.stringify(body),
})

describe('versions', () => {
  const path = `/v1/clinics/riverside/appointments/${someId}`
  const cancel = (headers: Record<string, string>) => ({
    method: 'DELETE',
    headers: { ...bearerHeader, ...headers },
  })

  it.each(['"7"', 'W/"7"'])('are read from If-Match: %s', async (tag) => {
    const { edge, calls } = fakeEdge()
    expect((await edge.request(path, cancel({ 'if-match': tag }))).status).toBe(200)
    expect(calls[0]?.call.ifMatch).toBe(7)
  })

  it('beyond what any row can have are read as one that none has', async () => {
    const { edge, calls } = fakeEdge()
    await edge.request(path, cancel({ 'if-match': '"999999999999999"' }))
    expect(calls[0]?.call.ifMatch).toBe(2_147_483_647)
  })

  it('are required where a row is edited', async () => {
    const answer = await fakeEdge().edge.request(path, cancel({}))
    expect([answer.status, (await readProblem(answer)).code]).toEqual([428, 'precondition-required'])
  })

  it.each(['*', '7', '"seven"', '"7", "8"', '""'])('are refused when they name none: %s', async (tag) => {
    const answer = await fakeEdge().edge.request(path, cancel({ 'if-match': tag }))
    expect(answer.status).toBe(400)
    expect((await readProblem(answer)).issues).toMatchObject([{ pointer: 'If-Match' }])
  })

  it('go out as a strong ETag', async () => {
    const handlers = { showAppointment: async () => ({ body: {} as never, version: 7 }) }
    const { edge } = fakeEdge({ handlers })
    expect((await edge.request(path, { headers: bearerHeader })).headers.get('etag')).toBe('"7"')
  })
})

describe('an Idempotency-Key', () => {
  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is too long', 'k'.repeat(256)],
    ['has a space inside', 'a b'],
    ['is not ASCII', 'schlüssel'],
  ])('is refused when it %s', async (_, key) => {
    const headers = { ...bearerHeader, ...jsonHeader, ...(key !== undefined && { 'idempotency-key': key }) }
    const answer = await fakeEdge().edge.request('/v1/clinics/riverside/appointments', post(booking, headers))
    expect(answer.status).toBe(400)
    expect((await readProblem(answer)).issues).toMatchObject([{ pointer: 'Idempotency-Key' }])
  })
})

describe('a failing port', () => {
  it.each([
    ['/v1/clinics/riverside/slots', 'clinic-unavailable'],
    ['/v1/clinics', 'service-unavailable'],
  ])('of a database that is away is a 503 for %s', async (path, code) => {
    const away = async () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), {
        code: 'database-unavailable',
        facts: { retryAfterSeconds: 3 },
      })
    }
    const { edge } = fakeEdge({ handlers: { listSlots: away, listClinics: away } })
    const answer = await edge.request(path)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3'])
    expect(await readProblem(answer)).toMatchObject({ code, retryAfter: 3 })
  })

  it('passes the refusals of resolving on', async () => {
    const answer = await fakeEdge().edge.request('/v1/clinics/nowhere')
    expect((await readProblem(answer)).code).toBe('clinic-unknown')
    const { edge } = fakeEdge({ resolveClinic: () => Promise.reject(new Refusal('clinic-mismatch', {})) })
    expect((await edge.request('/v1/clinics/riverside')).status).toBe(400)
  })
})
