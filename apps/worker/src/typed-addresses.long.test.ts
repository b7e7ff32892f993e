import { addAccount, requestEmailSignIn } from '@polyclinic/control'
import { anonymous, parseKeyRing, Vault } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { answerEmailRequest } from './tasks/answer-email-request.ts'
import { forgetEnded } from './tasks/forget-ended.ts'
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
  worker = await startWorker(here.config, {
    tasks: [answerEmailRequest, forgetOldProofs, forgetEnded],
    crontab: '',
  })
  await eventually(async () => (await count('email_request')) === 0)
  expect([await count('mail'), await count('email_proof')]).toEqual([1, 1])

  await here.admin.query(`update email_proof set expires_at = now(), created_at = now() - interval '2 hours'`)
  await here.admin.query(`select graphile_worker.add_job('forget-old-proofs', '{}'::json)`)
  await eventually(async () => (await count('email_proof')) === 0)
})

test('what ended a month ago is forgotten, and what ended yesterday is kept', async () => {
  const { id: clinicId } = await here.onboard('riverside')
  const ages = { young: '1 day', old: '31 days' }
  for (const [name, age] of Object.entries(ages)) {
    await here.admin.query(
      `insert into session (id, account_id, method, created_at, last_used_at, expires_at)
       select uuidv7(), id, 'password', now() - interval '70 days', now(), now() - $1::interval from account`,
      [age],
    )
    await here.admin.query(
      `insert into invitation (id, clinic_id, role, wrapped_key, sealed_email, email_index, token_hash, expires_at)
       values (uuidv7(), $1, 'staff', '', '', $2, $2, now() - $3::interval)`,
      [clinicId, Buffer.from(name), age],
    )
    await here.admin.query(
      `insert into signing_key (kid, algorithm, public_jwk, sealed_private_jwk, state, retired_at)
       values ($1, 'ES256', '{}', '', 'retired', now() - $2::interval)`,
      [name, age],
    )
  }
  await here.admin.query(`select graphile_worker.add_job('forget-ended', '{}'::json)`)
  const left = async () =>
    (
      await here.admin.query(
        `select (select count(*)::int from session) as sessions, (select count(*)::int from invitation) as invitations,
           array(select kid from signing_key where state = 'retired') as keys`,
      )
    ).rows[0]
  await eventually(async () => (await left())?.['keys'].length === 1)
  expect(await left()).toEqual({ sessions: 1, invitations: 1, keys: ['young'] })
})
