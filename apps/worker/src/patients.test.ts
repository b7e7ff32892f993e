import { cardPlaces, parseKeyRing, type PersonalSeal, Vault } from '@polyclinic/guard'
import {
  addAccount,
  decideOwnProposal,
  editOwnPatient,
  issueCard,
  listClinicsKnowing,
  listOwnProposals,
  registerAtDesk,
} from '@polyclinic/control'
import type { Actor, PatientCard } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { mergePatient } from './tasks/merge-patient.ts'
import { refreshPatient } from './tasks/refresh-patient.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

type Control = Parameters<typeof issueCard>[0]
let here: TestInstallation
let clinic: Awaited<ReturnType<TestInstallation['onboard']>>
let control: Control
let running: RunningWorker
beforeAll(async () => {
  here = await openTestInstallation()
  clinic = await here.onboard('riverside')
  control = { database: here.admin, vault: new Vault(parseKeyRing(here.config.keys ?? '', 'a test')) }
  running = await startWorker(here.config, { tasks: [refreshPatient, mergePatient], crontab: '' })
})
afterAll(async () => {
  await running.stop()
  await here[Symbol.asyncDispose]()
})

/** Somebody with an account. */
async function aPatient(email: string): Promise<Actor & { patientId: string }> {
  const patient = { name: 'Grace Hopper', email }
  const { id: accountId } = await addAccount(control, { email, password: 'a long enough one', patient })
  const { rows } = await here.admin.query<{ id: string }>(
    'select patient_id as id from account where id = $1',
    [accountId],
  )
  return { kind: 'account', accountId, patientId: rows[0]?.id ?? '', operator: false, memberships: [] }
}
/** As the clinic writes it down. */
async function admit(patientId: string, card: PatientCard): Promise<void> {
  const text = (bytes: Buffer | undefined) => bytes?.toString('base64')
  await clinic.inside.query('select introduce_patient($1, $2)', [
    patientId,
    { name: text(card.sealedName), contact: text(card.sealedContact), key: text(card.wrappedKey) },
  ])
}
async function known(patientId: string) {
  const { rows } = await clinic.inside.query<{
    state: string
    name: Buffer
    key: Buffer
    mergedInto: string
  }>(
    `select state, sealed_name as name, wrapped_key as key, merged_into as "mergedInto"
     from known_patient where patient_id = $1`,
    [patientId],
  )
  return rows[0]
}
const noJobs = async () => (await here.admin.query('select from graphile_worker.jobs')).rowCount === 0

test('a clinic that knows a patient hears what they are called now', async () => {
  const patient = await aPatient('renamed@people.test')
  await admit(patient.patientId, (await issueCard(control, patient.patientId, clinic.id)) as PatientCard)
  for (const [version, name] of [[1, 'Second Name'] as const, [2, 'Third Name'] as const]) {
    await editOwnPatient(control, patient, { name }, version)
  }
  await eventually(noJobs, { withinMilliseconds: 15_000 })
  const row = await known(patient.patientId)
  const own: PersonalSeal = control.vault.unwrap(row?.key as Buffer, patient.patientId)
  expect(own.open(row?.name as Buffer, cardPlaces.name)).toBe('Third Name')
})

test('a duplicate that its owner accepts is merged where it is known, and its key is destroyed then', async () => {
  const owner = await aPatient('twice@people.test')
  const desk: Actor = {
    kind: 'account',
    accountId: newId(),
    operator: false,
    memberships: [{ clinicId: clinic.id, role: 'staff' }],
  }
  const form = { name: 'Grace B. Hopper', email: 'twice@people.test', consent: true } as const
  const once = { idempotencyKey: 'a key', fingerprint: 'ab' }
  const duplicate = await registerAtDesk(control, desk, clinic, form, once)
  await admit(duplicate.patientId, duplicate.card)
  const [proposal] = await listOwnProposals(control, owner)
  await decideOwnProposal(control, owner, proposal?.id ?? '', 'accepted')
  const keys = async () =>
    (await here.admin.query('select from patient_key where patient_id = $1', [duplicate.patientId])).rowCount
  await eventually(async () => (await keys()) === 0, { withinMilliseconds: 15_000 })
  expect(await known(duplicate.patientId)).toMatchObject({
    state: 'merged',
    mergedInto: owner.patientId,
    key: null,
  })
  expect((await known(owner.patientId))?.state).toBe('active')
  expect(await listClinicsKnowing(here.admin, owner.patientId)).toMatchObject([{ clinicId: clinic.id }])
  await eventually(noJobs)
})
