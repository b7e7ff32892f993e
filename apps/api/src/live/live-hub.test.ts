import { type Actor, anonymous } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { describe, expect, it } from 'vitest'
import { LiveHub } from './live-hub.ts'

const following = { slots: new Set(['1']), schedule: new Set<string>(), operations: false }
const event = { at: 1, kind: 'slots', clinicId: '1', clinic: 'alpha' } as const
const hub = (over: object = {}) => new LiveHub({ streams: 3, perAccount: 2, perAddress: 2, ...over })
const from = (address: string, began = performance.now()) => ({ address, began })
const account = (over: object = {}): Actor => ({
  kind: 'account',
  accountId: 'a',
  operator: false,
  memberships: [],
  ...over,
})

describe('the streams of a process', () => {
  it('are so many and no more', () => {
    const few = hub()
    few.open(anonymous, from('192.0.2.1'))
    const left = few.open(anonymous, from('192.0.2.2'))
    few.open(account(), from('192.0.2.1'))
    expect(() => few.open(anonymous, from('192.0.2.3'))).toThrow(expect.objectContaining({ status: 503 }))
    left.end()
    expect(few.size).toBe(2)
    few.open(anonymous, from('192.0.2.3'))
    few.close()
    expect(few.size).toBe(0)
    expect(() => few.open(anonymous, from('192.0.2.3'))).toThrow(expect.objectContaining({ status: 503 }))
  })

  it('end with the token that they were opened with', async () => {
    const some = hub()
    some.open(account({ until: new Date(Date.now() + 50) }), from('192.0.2.1'))
    expect(some.size).toBe(1)
    await eventually(() => some.size === 0 || undefined)
    some.close()
  })

  it('end with their account or session, also those that were on their way meanwhile', async () => {
    const some = hub({ streams: 5, perAccount: 5 })
    const before = performance.now()
    some.open(account({ sessionId: 's' }), from('192.0.2.1'))
    some.open(account({ accountId: 'b' }), from('192.0.2.1'))
    some.endSession('s')
    expect(some.size).toBe(1)
    some.endAccount('b')
    expect(some.size).toBe(0)
    some.open(account({ accountId: 'b' }), from('192.0.2.1', before))
    some.open(account({ accountId: 'b' }), from('192.0.2.1'))
    await eventually(() => some.size === 1 || undefined)
    some.close()
  })

  it('are told nothing before it is known what they may follow', async () => {
    const some = hub()
    const { body, begin } = some.open(anonymous, from('192.0.2.1'))
    some.tell(event)
    begin(following, [], 7)
    some.tell(event)
    some.tell({ ...event, clinicId: '2' })
    some.tell({ ...event, kind: 'schedule' })
    some.close()
    expect(await new Response(body).text()).toBe(
      'retry: 2000\n\nevent: ready\nid: 7\ndata: {}\n\nevent: slots\nid: 1\ndata: {"clinic":"alpha"}\n\n',
    )
  })

  it('let go of a reader who takes nothing, and no other', async () => {
    const some = hub()
    const slow = some.open(anonymous, from('192.0.2.1'))
    const quick = some.open(anonymous, from('192.0.2.2'))
    slow.begin(following, [], 7)
    quick.begin(following, [], 7)
    const reader = quick.body.getReader()
    const days = Array.from({ length: 60 }, () => '2026-11-26')
    for (let nth = 0; some.size === 2 && nth < 1_000; nth++) {
      some.tell({ ...event, days })
      while (some.size === 2 && (await Promise.race([reader.read(), undefined]))) continue
    }
    expect(some.size).toBe(1)
    await expect(slow.body.getReader().read()).rejects.toThrow('takes nothing')
    some.close()
  })
})
