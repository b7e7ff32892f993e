import { hash } from '@node-rs/argon2'
import { expect, it } from 'vitest'
import { hashPassword, lanes, verifyPassword } from './hash-password.ts'

const password = 'a long enough sentence'

it('is Argon2id with the cost that OWASP asks for, and differs each time', async () => {
  const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)])
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(second).not.toBe(first)
  expect(await verifyPassword(first, password)).toBe(true)
  expect(await verifyPassword(first, `${password}?`)).toBe(false)
})

it('is verified however the letters were composed', async () => {
  expect(
    await verifyPassword(
      await hashPassword('cafe\u0301 au lait, s’il vous plaît'),
      'café au lait, s’il vous plaît',
    ),
  ).toBe(true)
})

it('of nobody is verified to no avail, even where it is the decoy itself', async () => {
  expect(await verifyPassword(undefined, password)).toBe(false)
  expect(await verifyPassword(undefined, 'nobody has this password')).toBe(false)
})

it('waits its turn, and is refused where too many wait already', async () => {
  // of the lowest cost, so that two hundred are quick
  const stored = await hash(password, { memoryCost: 8, timeCost: 1 })
  const attempts = Array.from({ length: 215 }, () =>
    verifyPassword(stored, password).then(
      (matches) => (matches ? 'let in' : 'refused'),
      ({ code }) => code as string,
    ),
  )
  // what stands in the queue is served, and what found it full is told to come again
  const verdicts = Object.groupBy(await Promise.all(attempts), (verdict) => verdict)
  const letIn = verdicts['let in']?.length ?? 0
  // a lane may still rest from the test before
  expect(letIn === 200 || letIn === 200 + lanes).toBe(true)
  expect(verdicts['service-unavailable']).toHaveLength(215 - letIn)
  expect(await verifyPassword(stored, password)).toBe(true)
})
