import { expect, it } from 'vitest'
import { keptFor } from './kept-for.ts'

it('asks once for all who ask within its time', async () => {
  let now = 0
  let asked = 0
  const kept = keptFor(1_000, () => now)
  const ask = () => kept(async () => ++asked)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  now = 999
  expect(await ask()).toBe(1)
  now = 1_000
  expect(await ask()).toBe(2)
})

it('keeps no failure', async () => {
  const kept = keptFor(1_000)
  await expect(kept(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await kept(async () => 'here')).toBe('here')
})
