import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { findClinicBySlug, onboardClinic } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { createLogger } from '../edge/index.ts'
import { installTestFleet, type TestFleet } from '../testing/install-test-fleet.ts'
import { testManifest } from '../testing/test-manifest.ts'
import { OperationRunner } from './operation-runner.ts'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await installTestFleet(inject('adminUrl'), [])
})
afterAll(() => fleet[Symbol.asyncDispose]())

/** Provisioning copies databases. */
const patience = { withinMilliseconds: 20_000 }
const log = createLogger({ level: 'silent' })
const reserve = async (slug: string) =>
  (await onboardClinic(fleet.provisioner, { kind: 'system', name: 'test' }, testManifest(slug))).operationId
const stateOf = async (slug: string) => (await findClinicBySlug(fleet.provisioner.database, slug))?.state

it('carries on what a killed process left unfinished, without being told', async () => {
  await reserve('left-behind')
  const runner = new OperationRunner(fleet.provisioner, { log, sweepMilliseconds: 20 })
  runner.start()
  await eventually(async () => (await stateOf('left-behind')) === 'active', patience)
  await runner.stop()
  const { rows } = await fleet.asSuperuser(fleet.name).query('select state, attempts from clinic_operation')
  expect(rows).toEqual([{ state: 'succeeded', attempts: 1 }])
})

it('finishes what is under way when it is stopped, and begins nothing more', async () => {
  const runner = new OperationRunner(fleet.provisioner, { log })
  const ids = await Promise.all(['one', 'two', 'three'].map(reserve))
  for (const id of ids) runner.begin(id)
  await runner.stop()
  expect(await Promise.all(['one', 'two', 'three'].map(stateOf))).toEqual([
    'active',
    'active',
    'provisioning',
  ])
  runner.begin(ids[2] as string)
  await runner.stop()
  expect(await stateOf('three')).toBe('provisioning')
})

it('of two processes lets one do the work, and repeats what has failed', async () => {
  const id = await reserve('stubborn')
  const control = fleet.asSuperuser(fleet.name)
  await control.query(`update database_server set admin_reference = 'NOT_SET'`)
  const runners = [1, 2].map(() => new OperationRunner(fleet.provisioner, { log, sweepMilliseconds: 20 }))
  for (const runner of runners) runner.begin(id)
  const attempts = async () => {
    const { rows } = await control.query<{ attempts: number; state: string }>(
      'select attempts, state from clinic_operation where id = $1',
      [id],
    )
    return rows[0]
  }
  await eventually(async () => (await attempts())?.state === 'failed', patience)
  await control.query(`update database_server set admin_reference = 'default'`)
  for (const runner of runners) runner.start()
  await eventually(async () => (await stateOf('stubborn')) === 'active', patience)
  await Promise.all(runners.map((runner) => runner.stop()))
  expect((await attempts())?.attempts).toBeGreaterThanOrEqual(2)
})
