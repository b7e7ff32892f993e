import { randomUUID } from 'node:crypto'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { eventually } from '@polyclinic/postgres/testing'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createRateLimits, defaultLimits, type Limits, type RateLimits } from './create-rate-limits.ts'
import { openRateLimitRedis } from './open-rate-limit-redis.ts'

const limits: Limits = {
  ...defaultLimits,
  registerPerAddress: { attempts: 2, seconds: 600 },
  askPerAddress: { attempts: 4, seconds: 600 },
  askPerAddressAndAccount: { attempts: 2, seconds: 600 },
  provePerAddress: { attempts: 4, seconds: 600 },
  provePerAddressAndAccount: { attempts: 2, seconds: 600 },
  signInPerAddress: { attempts: 6, seconds: 600 },
  signInPerAddressAndAccount: { attempts: 3, seconds: 600 },
  signInPerAccount: { attempts: 5, seconds: 600 },
}
const victim = 'victim@example.org'
const redisUrl = inject('redisUrl')
const redis = redisUrl === undefined ? undefined : openRateLimitRedis(redisUrl)
// looked for, not listened for: it may have become ready before
beforeAll(() => redis && eventually(() => redis.status === 'ready'))
afterAll(() => redis?.disconnect())

/** Fails `times` times and gives how many of them were let through to the password. */
async function guess(rates: RateLimits, address: string, times: number, account = victim): Promise<number> {
  let admitted = 0
  for (let i = 0; i < times; i++) {
    const admission = await rates.admit({ kind: 'signIn', address, account })
    if (admission.retryAfter === undefined) admitted++
    await admission.settle('failed')
  }
  return admitted
}

async function signIn(rates: RateLimits, address: string, account = victim): Promise<boolean> {
  const admission = await rates.admit({ kind: 'signIn', address, account })
  if (admission.retryAfter === undefined) await admission.settle('succeeded')
  return admission.retryAfter === undefined
}

const inProcess = (accountKey: string, own = limits) => createRateLimits({ accountKey, limits: own })
const inRedis = (accountKey: string, own = limits) => createRateLimits({ accountKey, limits: own, redis })
const stores = [
  { place: 'this process', open: inProcess },
  ...(redis ? [{ place: 'Redis', open: inRedis }] : []),
]

describe.each(stores)('limits counted in $place', ({ open }) => {
  const rates = () => open(randomUUID())

  it('let an address try one account so often, and another address still', async () => {
    const these = rates()
    expect(await guess(these, '203.0.113.1', 5)).toBe(3)
    expect(await signIn(these, '203.0.113.1')).toBe(false)
    expect(await signIn(these, '203.0.113.2')).toBe(true)
  })

  it('let an address try all accounts together so often', async () => {
    const these = rates()
    let admitted = 0
    for (let i = 0; i < 9; i++) admitted += await guess(these, '203.0.113.1', 1, `somebody-${i}@example.org`)
    expect(admitted).toBe(6)
    expect(await signIn(these, '203.0.113.2', 'somebody-1@example.org')).toBe(true)
  })

  it('stop guessing from many addresses, but never at an address where the owner has been', async () => {
    const these = rates()
    expect(await signIn(these, '198.51.100.7')).toBe(true)
    let admitted = 0
    for (let i = 0; i < 9; i++) admitted += await guess(these, `203.0.113.${i}`, 1)
    expect(admitted).toBe(5)
    expect(await signIn(these, '203.0.113.200')).toBe(false)
    expect(await signIn(these, '198.51.100.7')).toBe(true)
  })

  it('let one stranger add no more to the sum of an account than its own few', async () => {
    const these = rates()
    await guess(these, '203.0.113.1', 50)
    expect(await signIn(these, '198.51.100.7')).toBe(true)
  })

  it('count failures only: who succeeds may go on', async () => {
    const these = rates()
    for (let i = 0; i < 20; i++) expect(await signIn(these, '203.0.113.1')).toBe(true)
    expect(await guess(these, '203.0.113.1', 2)).toBe(2)
    expect(await signIn(these, '203.0.113.1')).toBe(true)
    expect(await guess(these, '203.0.113.1', 3)).toBe(3)
  })

  it('do not count what came to no verdict', async () => {
    const these = rates()
    for (let i = 0; i < 9; i++) {
      const admission = await these.admit({ kind: 'signIn', address: '203.0.113.1', account: victim })
      expect(admission.retryAfter).toBeUndefined()
      await admission.settle('undecided')
    }
  })

  it('take the account in any writing, and an IPv6 customer as one', async () => {
    const these = rates()
    await guess(these, '2001:db8::1', 2, 'Victim@Example.org ')
    await guess(these, '2001:db8::2', 1)
    expect(await signIn(these, '2001:db8::3')).toBe(false)
  })

  it('count registrations by address', async () => {
    const these = rates()
    const register = async () => {
      const admission = await these.admit({ kind: 'register', address: '203.0.113.1' })
      await admission.settle('succeeded')
      return admission.retryAfter
    }
    expect([await register(), await register()]).toEqual([undefined, undefined])
    expect(await register()).toBeGreaterThan(0)
  })

  it('count mails that are asked for, by address and by whose mailbox', async () => {
    const these = rates()
    const ask = async (account: string, address = '203.0.113.1') => {
      const admission = await these.admit({ kind: 'ask', address, account })
      await admission.settle('succeeded')
      return admission.retryAfter === undefined
    }
    expect([await ask(victim), await ask(victim), await ask(victim)]).toEqual([true, true, false])
    expect(await ask('another@example.org')).toBe(true)
    expect(await ask('a-third@example.org')).toBe(false)
    expect(await ask(victim, '203.0.113.2')).toBe(true)
  })

  it('count wrong codes without closing the way by password', async () => {
    const these = rates()
    const prove = async (outcome: 'failed' | 'succeeded') => {
      const admission = await these.admit({ kind: 'prove', address: '203.0.113.1', account: victim })
      await admission.settle(outcome)
      return admission.retryAfter === undefined
    }
    for (let i = 0; i < 5; i++) expect(await prove('succeeded')).toBe(true)
    expect([await prove('failed'), await prove('failed'), await prove('failed')]).toEqual([true, true, false])
    expect(await signIn(these, '203.0.113.1')).toBe(true)
  })

  it('tell what is left, but not how busy others are with an account', async () => {
    const these = rates()
    const { headers } = await these.admit({ kind: 'signIn', address: '203.0.113.1', account: victim })
    expect(headers['ratelimit-policy']).toBe('"address";q=6;w=600, "account";q=3;w=600')
    expect(headers.ratelimit).toMatch(/^"address";r=5;t=\d+, "account";r=2;t=\d+$/)
  })

  it('open again when the window has passed, however often somebody knocked', async () => {
    const these = open(randomUUID(), {
      ...limits,
      signInPerAddress: { attempts: 1_000_000, seconds: 600 },
      signInPerAddressAndAccount: { attempts: 1, seconds: 1 },
    })
    await guess(these, '203.0.113.1', 1)
    await expect.poll(() => guess(these, '203.0.113.1', 1), { timeout: 5000 }).toBe(1)
  })
})

describe('limits in Redis', () => {
  it.skipIf(redis === undefined)('are shared by processes, and hold neither e-mail nor address', async () => {
    const accountKey = randomUUID()
    const two = [0, 1].map(() => createRateLimits({ accountKey, limits, redis }))
    await guess(two[0] as RateLimits, '203.0.113.77', 3)
    expect(await signIn(two[1] as RateLimits, '203.0.113.77')).toBe(false)
    const keys = await (redis as Redis).keys('polyclinic:*')
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.join()).not.toMatch(/victim|203\.0\.113|2001:db8/)
  })

  it('go on in memory when Redis is dead from the start', async () => {
    const away = openRateLimitRedis(await closedPort())
    expect(
      await guess(createRateLimits({ accountKey: randomUUID(), limits, redis: away }), '203.0.113.1', 5),
    ).toBe(3)
    away.disconnect()
  })

  it.skipIf(redisUrl === undefined)(
    'go on in memory when Redis stops in mid-work and says no more',
    async () => {
      await using road = await freezableRoad(redisUrl as string)
      const behind = openRateLimitRedis(road.url)
      await expect.poll(() => behind.status, { timeout: 5000 }).toBe('ready')
      const these = createRateLimits({ accountKey: randomUUID(), limits, redis: behind })
      expect(await guess(these, '203.0.113.1', 1)).toBe(1)
      road.freeze()
      expect(await guess(these, '203.0.113.1', 5)).toBe(3)
      expect(await signIn(these, '203.0.113.2')).toBe(true)
      behind.disconnect()
    },
  )
})

async function closedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return `redis://127.0.0.1:${port}`
}

/** A way to Redis that can go silent without hanging up, as a stopped process does. */
async function freezableRoad(to: string) {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port || 6379), hostname)
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}))
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze() {
      server.removeAllListeners('connection')
      server.on('connection', (near) => sockets.add(near.on('error', () => {})))
      for (const socket of sockets) socket.unpipe().pause()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

describe('other limits', () => {
  const spend = async (
    rates: RateLimits,
    attempt: Parameters<RateLimits['admit']>[0],
    outcome: 'succeeded' | 'failed',
  ) => {
    const admission = await rates.admit(attempt)
    await admission.settle(outcome)
    return admission
  }

  it('count refresh tokens that do not hold, and none that does', async () => {
    const rates = inProcess(randomUUID(), { ...limits, refreshPerAddress: { attempts: 2, seconds: 600 } })
    const attempt = { kind: 'refresh', address: '203.0.113.1' } as const
    for (let turn = 0; turn < 5; turn++) await spend(rates, attempt, 'succeeded')
    for (let turn = 0; turn < 2; turn++) await spend(rates, attempt, 'failed')
    expect((await spend(rates, attempt, 'failed')).retryAfter).toBeGreaterThan(0)
    expect((await spend(rates, { ...attempt, address: '203.0.113.2' }, 'failed')).retryAfter).toBeUndefined()
  })

  it('let an account do so much and no more, from wherever, and tell it what is left', async () => {
    const rates = inProcess(randomUUID(), { ...limits, actionsPerAccount: { attempts: 2, seconds: 600 } })
    const attempt = (address: string, account = 'ada') => ({ kind: 'action', address, account }) as const
    const first = await spend(rates, attempt('203.0.113.1'), 'succeeded')
    expect(first.headers['ratelimit']).toBe('"account";r=1;t=600')
    await spend(rates, attempt('203.0.113.2'), 'failed')
    expect((await spend(rates, attempt('203.0.113.3'), 'succeeded')).retryAfter).toBeGreaterThan(0)
    expect((await spend(rates, attempt('203.0.113.3', 'bob'), 'succeeded')).retryAfter).toBeUndefined()
  })

  it('stop guesses at a second factor from many addresses, but never where its owner has been', async () => {
    const rates = inProcess(randomUUID(), {
      ...limits,
      secondFactorPerAccount: { attempts: 3, seconds: 600 },
    })
    const attempt = (address: string) => ({ kind: 'secondFactor', address, account: 'ada' }) as const
    await spend(rates, attempt('198.51.100.1'), 'succeeded')
    for (let turn = 1; turn <= 3; turn++) await spend(rates, attempt(`203.0.113.${turn}`), 'failed')
    expect((await spend(rates, attempt('203.0.113.9'), 'failed')).retryAfter).toBeGreaterThan(0)
    expect((await spend(rates, attempt('198.51.100.1'), 'succeeded')).retryAfter).toBeUndefined()
  })
})
