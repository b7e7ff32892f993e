import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Routes } from '@polyclinic/contract'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
let addresses: Record<string, string>
beforeAll(async () => {
  service = await startTestService({ clinics: [] })
  const people = await Promise.all([service.patient(), service.patient(), service.patient()])
  const [known, disabled, passwordless] = people.map(({ email }) => email) as [string, string, string]
  const control = service.fleet.asSuperuser(service.fleet.name)
  await control.query(`update account set state = 'disabled' where id = $1`, [people[1]?.accountId])
  await control.query('update account set password_hash = null where id = $1', [people[2]?.accountId])
  // as long as theirs, so that nothing but the answer could differ
  addresses = { unknown: `${'0'.repeat(12)}@people.test`, known, disabled, passwordless }
})
afterAll(() => service[Symbol.asyncDispose]())

const calls: Partial<Record<keyof Routes, (email: string) => object>> = {
  signIn: (email) => ({ email, password: `not ${testPassword}` }),
  register: (email) => ({ email, password: testPassword, name: 'Some Body' }),
  requestEmailSignIn: (email) => ({ email, locale: 'de' }),
  requestPasswordReset: (email) => ({ email }),
  confirmEmailSignIn: (email) => ({ email, code: 'AAAA-AAAA' }),
  confirmRegistration: (email) => ({ email, code: 'AAAA-AAAA' }),
}

/** Everything that goes over the wire, but for ids, dates, and the second in which a window ends. */
async function answerTo(id: keyof Routes, body: object) {
  const { status, headers, text } = await service.ask(id, {
    body,
    headers: { 'x-request-id': 'the-same-id' },
  })
  const told = Object.entries(headers).filter(([name]) => name !== 'date')
  return { status, text, headers: told.map(([name, value]) => [name, String(value).replace(/t=\d+/g, 't')]) }
}

describe('the answer of', () => {
  it.each(Object.entries(calls))('%s tells nothing of who is behind an address', async (id, bodyFor) => {
    const answers = []
    for (const email of Object.values(addresses)) {
      answers.push(await answerTo(id as keyof Routes, bodyFor(email)))
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect([202, 401, 403]).toContain(answers[0]?.status)
  })
})
