import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

const show = (clinic: string) => service.ask('showPolicy', { clinic })

it('edited at two clinics at once, rules never mix', async () => {
  const rounds = 15
  // each clinic's values lie in a range of their own, in two fields that always say the same
  const edits = async (clinic: string, base: number) => {
    const { token } = await service.member(clinic, 'clinic_admin')
    let etag = (await show(clinic)).headers.etag
    for (let round = 1; round <= rounds; round++) {
      const body = { minimumNoticeMinutes: base + round, reminderOffsetsMinutes: [base + round, 5 + round] }
      const edited = await service.ask('editPolicy', { clinic, token, body, ifMatch: etag })
      expect([clinic, edited.status]).toEqual([clinic, 200])
      expect(edited.body).toMatchObject(body)
      etag = edited.headers.etag
    }
  }
  let done = false
  const watch = async (clinic: string, base: number) => {
    let seen = 0
    while (!done) {
      const { minimumNoticeMinutes: minutes, reminderOffsetsMinutes: offsets } = (await show(clinic)).body
      if (minutes === 0) continue
      expect(Math.floor(minutes / 1_000) * 1_000).toBe(base)
      expect(offsets).toEqual([minutes, 5 + minutes - base])
      seen++
    }
    return seen
  }
  const watching = [watch('alpha', 1_000), watch('beta', 20_000)]
  await Promise.all([edits('alpha', 1_000), edits('beta', 20_000)]).finally(() => (done = true))
  for (const seen of await Promise.all(watching)) expect(seen).toBeGreaterThan(5)
  expect((await show('alpha')).body.minimumNoticeMinutes).toBe(1_000 + rounds)
  expect((await show('beta')).body.minimumNoticeMinutes).toBe(20_000 + rounds)
})

it('edited twice from one reading, rules change once and the other editor sees them as they are', async () => {
  const { token } = await service.member('beta', 'clinic_admin')
  const { etag } = (await show('beta')).headers
  const edit = (days: number, ifMatch?: string) =>
    service.ask('editPolicy', { clinic: 'beta', token, body: { horizonDays: days }, ifMatch })
  const blind = await edit(9)
  expect([blind.status, blind.problem.code]).toEqual([428, 'precondition-required'])
  const replies = await Promise.all([3, 4, 5, 6].map((days) => edit(days, etag)))
  const [edited, ...more] = replies.filter(({ status }) => status === 200)
  expect(more).toEqual([])
  for (const { status, problem } of replies.filter((reply) => reply !== edited)) {
    expect([status, problem['current']]).toEqual([412, edited?.body])
  }
  expect((await show('beta')).body).toEqual(edited?.body)
})

it('may be edited by the admin of that clinic only, and within bounds', async () => {
  const body = { horizonDays: 7 }
  const { etag } = (await show('alpha')).headers
  const people = await Promise.all([
    service.patient(),
    service.member('alpha', 'staff'),
    service.member('beta', 'clinic_admin'),
    service.operator(),
  ])
  for (const { token } of people) {
    const refused = await service.ask('editPolicy', { clinic: 'alpha', token, body, ifMatch: etag })
    expect([refused.status, refused.problem.code]).toEqual([403, 'not-allowed'])
  }
  const { token } = await service.member('alpha', 'clinic_admin')
  for (const wrong of [{ horizonDays: 0 }, { version: 9 }, { clinicId: 'x' }, {}, []]) {
    expect(
      (await service.ask('editPolicy', { clinic: 'alpha', token, body: wrong, ifMatch: etag })).status,
    ).toBe(400)
  }
  expect((await show('alpha')).headers.etag).toBe(etag)
})
