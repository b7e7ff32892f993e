import { expect, it } from 'vitest'
import { throwaway } from '../../clinics/testing/private-server.ts'
import { faultsOf } from './faults-of.ts'
import { runRush } from './run-rush.ts'

it('in 200 rounds gives a slot to exactly one of 100 callers, and the others the same refusal', async () => {
  const result = await runRush({ rounds: 200, callers: 100, settings: throwaway })
  expect(faultsOf(result)).toEqual([])
  expect([result.bookings.length, result.refusals.length]).toEqual([200, 200 * 99])
}, 120_000)
