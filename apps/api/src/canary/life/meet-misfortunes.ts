import type { FreeSlot } from '@polyclinic/contract'
import { quoteIdentifier } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { expect } from 'vitest'
import { canary, child, later, told } from '../canary.ts'
import type { Aviary } from '../open-aviary.ts'

/** A database that fails amid a statement with the patient's words at hand, a clinic that is away, no control plane. */
export async function meetMisfortunes(aviary: Aviary, token: string): Promise<void> {
  await failInside(aviary, token)
  await loseClinic(aviary, token)
  await loseControlPlane(aviary, token)
  const erased = await aviary.ask('eraseDependent', {
    token,
    params: { dependent: (await aviary.ask('listDependents', { token })).body.items[0]?.id ?? '' },
    body: { password: later.password },
  })
  expect(erased.status).toBe(202)
}

async function failInside({ ask, service }: Aviary, token: string): Promise<void> {
  const [slot] = await service.freeSlots('doomed', 1)
  const inside = service.fleet.asSuperuser((await service.clinic('doomed')).databaseName)
  await inside.query('alter table appointment add constraint doomed check (sealed_reason is null)')
  const book = () =>
    ask('bookAppointment', { clinic: 'doomed', token, ...service.booking(slot as FreeSlot, told.reason) })
  const failed = await book()
  expect([failed.status, failed.problem.code]).toEqual([500, 'internal-error'])
  await inside.query('alter table appointment rename column sealed_reason to gone')
  expect((await book()).status).toBe(500)
  const control = service.fleet.asSuperuser(service.fleet.name)
  await control.query('alter table patient add constraint doomed check (version < 0) not valid')
  const edit = {
    token,
    body: { name: canary.name },
    ifMatch: (await ask('showOwnPatient', { token })).headers.etag,
  }
  expect((await ask('editOwnPatient', edit)).status).toBe(500)
  expect((await ask('addDependent', { token, body: child })).status).toBe(500)
  await control.query('alter table patient drop constraint doomed')
  await control.query('alter table pending_registration add constraint doomed check (id is null) not valid')
  await ask('register', { body: { ...canary, email: 'hoatzin.third@birds.test' } })
  await control.query('alter table pending_registration drop constraint doomed')
}

async function loseClinic({ ask, service }: Aviary, token: string): Promise<void> {
  const { databaseName } = await service.clinic('doomed')
  const desk = { clinic: 'doomed', token: (await service.member('doomed', 'staff')).token }
  const [slot] = await service.freeSlots('doomed', 1)
  const server = service.fleet.asSuperuser('postgres')
  const name = quoteIdentifier(databaseName)
  await server.query(`alter database ${name} with allow_connections false`)
  await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    databaseName,
  ])
  const lost = { clinic: 'doomed', token, ...service.booking(slot as FreeSlot, told.reason) }
  await eventually(async () => (await ask('bookAppointment', lost)).status === 503)
  await ask('listKnownPatients', { ...desk, query: { search: canary.name } })
  const headers = { 'idempotency-key': 'lost' }
  const body = { consent: true, name: canary.name, phone: canary.phone }
  await ask('registerKnownPatient', { ...desk, headers, body })
  expect((await ask('exportOwnData', { token })).status).toBe(200)
  await server.query(`alter database ${name} with allow_connections true`)
}

async function loseControlPlane({ ask, service, link }: Aviary, token: string): Promise<void> {
  const [slot] = await service.freeSlots('beta', 1)
  await link.cut()
  const { email, password } = { ...canary, email: later.email }
  const replies = await Promise.all([
    ask('signIn', { body: { email, password } }),
    ask('register', { body: canary }),
    ask('requestEmailSignIn', { body: { email } }),
    ask('addDependent', { token, body: child }),
    ask('changeEmail', { token, body: { email: canary.email, password: later.password } }),
    ask('exportOwnData', { token }),
  ])
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 503))
  await ask('bookAppointment', { clinic: 'beta', token, ...service.booking(slot as FreeSlot, told.reason) })
  await link.mend()
  await eventually(async () => (await ask('ready')).body.controlPlane === 'up')
}
