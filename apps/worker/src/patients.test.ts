import { cardPlaces, parseKeyRing, type PersonalSeal, Vault } from '@polyclinic/guard'
import {
  addAccount,
  addDependent,
  decideOwnProposal,
  eraseOwnPatient,
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
import { eraseAtClinic } from './tasks/erase-at-clinic.ts'
import { mergePatient } from './tasks/merge-patient.ts'
import { refreshSearch } from './tasks/refresh-search.ts'
import { relayOutbox } from './tasks/relay-outbox.ts'
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
  running = await startWorker(here.config, {
    tasks: [refreshPatient, mergePatient, eraseAtClinic, relayOutbox, refreshSearch],
    crontab: '',
  })
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
    contact: Buffer
    key: Buffer
    mergedInto: string
  }>(
    `select state, sealed_name as name, sealed_contact as contact, wrapped_key as key, merged_into as "mergedInto"
     from known_patient where patient_id = $1`,
    [patientId],
  )
  return rows[0]
}
/** Somebody whom the clinic's desk registers, as it writes them down. */
async function atTheDesk(email: string) {
  const desk: Actor = {
    kind: 'account',
    accountId: newId(),
    operator: false,
    memberships: [{ clinicId: clinic.id, role: 'staff' }],
  }
  const form = { name: 'Grace B. Hopper', email, consent: true } as const
  const once = { idempotencyKey: email, fingerprint: 'ab' }
  const registered = await registerAtDesk(control, desk, clinic, form, once)
  await admit(registered.patientId, registered.card)
  return registered
}
const erase = (patient: Actor) =>
  eraseOwnPatient(
    control,
    patient,
    { password: 'a long enough one' },
    { ledger: undefined, now: Date.now, linkOf: String },
  )
const noJobs = async () => {
  const { rowCount } = await here.admin.query(
    `select from graphile_worker.jobs where task_identifier <> 'send-mail'`,
  )
  return rowCount === 0
}

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
  const duplicate = await atTheDesk('twice@people.test')
  await here.admin.query(
    `insert into notice_preference (patient_id, channels, reminders) values ($1, '{sms}', false), ($2, '{email}', true)`,
    [duplicate.patientId, owner.patientId],
  )
  await here.admin.query(
    `insert into notice (clinic_id, occasion, kind, patient_id, due_at, queued) values ($1, 'one', 'booked', $2, now(), true)`,
    [clinic.id, duplicate.patientId],
  )
  const [proposal] = await listOwnProposals(control, owner)
  await decideOwnProposal(control, owner, proposal?.id ?? '', 'accepted')
  // the one who is kept has chosen how; reminders end where either ended them
  const wishes = await here.admin.query(
    'select channels, reminders from notice_preference where patient_id = any ($1)',
    [[owner.patientId, duplicate.patientId]],
  )
  expect(wishes.rows).toEqual([{ channels: ['email'], reminders: false }])
  const waiting = await here.admin.query(`select patient_id from notice where state = 'waiting'`)
  expect(waiting.rows).toEqual([{ patient_id: owner.patientId }])
  await here.admin.query('delete from notice')
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

test('an erased guardian is on no card of those they acted for', async () => {
  const guardian = await aPatient('guardian@people.test')
  const { id } = await addDependent(control, guardian, { name: 'Max Hopper' }, undefined)
  await admit(id, (await issueCard(control, id, clinic.id)) as PatientCard)
  const contact = async () => {
    const row = await known(id)
    return control.vault.unwrap(row?.key as Buffer, id).open(row?.contact as Buffer, cardPlaces.contact)
  }
  expect(await contact()).toContain('guardian@people.test')
  await erase(guardian)
  await eventually(async () => !(await contact()).includes('guardian'), { withinMilliseconds: 15_000 })
})

test('a duplicate whose merging is under way is erased with the one who is kept', async () => {
  const owner = await aPatient('erased@people.test')
  const { patientId } = await atTheDesk('erased@people.test')
  const [proposal] = await listOwnProposals(control, owner)
  await decideOwnProposal(control, owner, proposal?.id ?? '', 'accepted')
  await erase(owner)
  const ended = async () =>
    (await known(owner.patientId))?.state === 'erased' && !(await known(patientId))?.key
  await eventually(ended, { withinMilliseconds: 15_000 })
  const both = [owner.patientId, patientId]
  expect(
    (await here.admin.query('select from patient_key where patient_id = any ($1)', [both])).rows,
  ).toEqual([])
  const { rows } = await here.admin.query(
    `select erased_at is not null as erased, (select count(*)::integer from erasure e where e.patient_id = p.id) as noted
     from patient p where id = any ($1)`,
    [both],
  )
  expect(rows).toEqual([
    { erased: true, noted: 1 },
    { erased: true, noted: 1 },
  ])
  for (const id of both) {
    const row = await known(id)
    expect([row?.name ?? null, row?.contact ?? null, row?.key ?? null]).toEqual([null, null, null])
  }
  expect((await known(owner.patientId))?.state).toBe('erased')
})

test('nobody is asked any more whether an erased patient is somebody else', async () => {
  const owner = await aPatient('gone@people.test')
  await atTheDesk('gone@people.test')
  const [proposal] = await listOwnProposals(control, owner)
  await erase(owner)
  const { rows } = await here.admin.query('select state from merge_proposal where id = $1', [proposal?.id])
  expect(rows).toEqual([{ state: 'withdrawn' }])
  await expect(decideOwnProposal(control, owner, proposal?.id ?? '', 'accepted')).rejects.toThrow(
    expect.objectContaining({ code: 'transition-not-allowed' }),
  )
})
