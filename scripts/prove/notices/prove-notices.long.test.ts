import { expect, test } from 'vitest'
import { runProof } from './run-proof.ts'

test('200 bookings while workers are killed six times: each is told of, and again only where a kill fell into the sending', async () => {
  const { faults, kills, bookings, cutSends, duplicates } = await runProof({
    bookings: 200,
    kills: 6,
    workers: 2,
    concurrency: 1,
    everySeconds: 3,
    seed: 7,
  })
  expect(faults).toEqual([])
  expect({ bookings, kills }).toEqual({ bookings: 200, kills: 6 })
  expect(duplicates).toBeLessThanOrEqual(cutSends)
}, 400_000)
