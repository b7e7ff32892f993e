import { expect, it } from 'vitest'
import { keepHistory } from './keep-history.ts'
import { runProof } from './run-proof.ts'

it('a booking that was acknowledged outlives kill -9 of the API and of Postgres, and nothing is there that nobody did', async () => {
  const seed = Number(process.env['POLYCLINIC_SEED'] ?? 1)
  const result = await runProof({
    rounds: 1,
    clients: 16,
    seconds: 7,
    seed,
    kills: 'both',
    control: undefined,
  })
  if (result.faults.length > 0)
    console.log(`Seed ${seed}; the history is in ${keepHistory(`test-${Date.now()}`, result)}.`)
  expect(result.faults).toEqual([])
  expect(result.kills.map(({ what }) => what).sort()).toEqual(['api', 'postgres'])
  const ok = result.proof.calls.filter(({ outcome }) => outcome === 'ok')
  expect(ok.length).toBeGreaterThan(50)
  const lastBack = Math.max(...result.kills.map(({ backAt }) => backAt))
  expect(ok.some(({ doneAt }) => doneAt > lastBack)).toBe(true)
}, 60_000)
