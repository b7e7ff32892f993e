import { expect, test } from 'vitest'
import { openService } from '../service/open-service.ts'
import { raceForSlots } from './race-for-slots.ts'
import { rushManifest } from './rush-manifest.ts'

test('of 100 callers at once on one slot exactly one books it, in each of 80 rounds', async () => {
  await using service = await openService({
    manifest: rushManifest(2),
    apis: 2,
    people: { patient: 0, staff: 0, clinic_admin: 0 },
  })
  const { requests, won, refusals, faults } = await raceForSlots(service, { rounds: 80, callers: 100 })
  expect(faults).toEqual([])
  expect({ requests, won, refusals: refusals.length }).toEqual({
    requests: 8_000,
    won: 80,
    refusals: 7_920,
  })
}, 120_000)
