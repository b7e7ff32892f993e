import { expect, test } from 'vitest'
import { Gathering } from './gathering.ts'

function counted() {
  const asked: (readonly string[])[] = []
  const turns: PromiseWithResolvers<void>[] = []
  const gathering = new Gathering(async (keys) => {
    asked.push(keys)
    const turn = Promise.withResolvers<void>()
    turns.push(turn)
    await turn.promise
    return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.toUpperCase()]))
  })
  return { gathering, asked, turns }
}

test('a lone question goes at once, and those that come meanwhile go together', async () => {
  const { gathering, asked, turns } = counted()
  const first = gathering.of('a')
  const others = [gathering.of('b'), gathering.of('c'), gathering.of('b'), gathering.of('nobody')]
  expect(asked).toEqual([['a']])
  turns[0]?.resolve()
  expect(await first).toBe('A')
  await expect.poll(() => asked).toEqual([['a'], ['b', 'c', 'nobody']])
  turns[1]?.resolve()
  expect(await Promise.all(others)).toEqual(['B', 'C', 'B', undefined])
})

test('a failure is told to those who asked, and the next are asked anew', async () => {
  const { gathering, asked, turns } = counted()
  const failing = gathering.of('a')
  const next = gathering.of('b')
  turns[0]?.reject(new Error('away'))
  await expect(failing).rejects.toThrow('away')
  await expect.poll(() => asked.length).toBe(2)
  turns[1]?.resolve()
  expect(await next).toBe('B')
})
