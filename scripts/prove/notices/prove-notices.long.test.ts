import { expect, test } from 'vitest'
import { runProof } from './run-proof.ts'

test('200 bookings while workers are killed six times: each is told of, and again only where a kill fell into the sending', async () => {
  const { faults, kills, bookings, killsInSends, duplicates } = await runProof({
    bookings: 200,
    kills: 6,
    workers: 2,
    // so that a kill can cut one sending and no more
    concurrency: 1,
    everySeconds: 3,
    seed: 7,
  })
  expect(faults).toEqual([])
  expect({ bookings, kills }).toEqual({ bookings: 200, kills: 6 })
  expect(duplicates).toBeLessThanOrEqual(killsInSends)
}, 400_000)
