import { addAccount, requestEmailSignIn } from '@polyclinic/control'
import { anonymous, parseKeyRing, Vault } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { answerEmailRequest } from './tasks/answer-email-request.ts'
import { forgetOldProofs } from './tasks/forget-old-proofs.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

let here: TestInstallation
let worker: RunningWorker | undefined
beforeAll(async () => {
  here = await openTestInstallation()
})
afterAll(async () => {
  await worker?.stop()
  await here[Symbol.asyncDispose]()
})

const count = async (table: 'email_request' | 'email_proof' | 'mail') => {
  const { rows } = await here.admin.query<{ count: number }>(`select count(*)::int as count from ${table}`)
  return rows[0]?.count
}

test('an address that was typed is answered by mail where somebody is behind it, and forgotten', async () => {
  const vault = new Vault(parseKeyRing(here.environment['POLYCLINIC_KEYS'] ?? '', 'a test'))
  const control = { database: here.admin, vault }
  await addAccount(control, { email: 'ada@people.test', password: 'a long enough sentence' })
  for (const email of ['ada@people.test', 'nobody@people.test']) {
    await requestEmailSignIn(control, anonymous, { email })
  }
  const { rows: queued } = await here.admin.query('select payload::text from graphile_worker._private_jobs')
  expect(JSON.stringify(queued)).not.toMatch(/ada|nobody|people/)

  // sending is another task's: nobody takes it here
  worker = await startWorker(here.config, { tasks: [answerEmailRequest, forgetOldProofs], crontab: '' })
  await eventually(async () => (await count('email_request')) === 0)
  expect([await count('mail'), await count('email_proof')]).toEqual([1, 1])

  await here.admin.query(`update email_proof set expires_at = now(), created_at = now() - interval '2 hours'`)
  await here.admin.query(`select graphile_worker.add_job('forget-old-proofs', '{}'::json)`)
  await eventually(async () => (await count('email_proof')) === 0)
})
