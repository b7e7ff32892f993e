import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeCursor, pathOf } from '@polyclinic/contract'
import { askPatiently } from '../matrix/ask-patiently.ts'
import { namesInPath, type RouteId, routeIds, routeOf } from '../matrix/route-ids.ts'
import { type Attacked, routesWithQuery, startAttacked } from './attacked-service.ts'

let attacked: Attacked
beforeAll(async () => {
  attacked = await startAttacked()
})
afterAll(() => attacked?.[Symbol.asyncDispose]())

const hostile = [
  "'",
  '"; drop table appointment; --',
  "1' or '1'='1",
  '1;select pg_sleep(9)',
  '../../etc/passwd',
  '{"$gt":""}',
  '[object Object]',
  '%00',
  '\u0000',
  '\ud800',
  '__proto__',
  '-1',
  '1e309',
  '0x10',
  'NaN',
  '9'.repeat(40),
  'x'.repeat(10_000),
]

/** Parameters that each route knows, and some that people try everywhere. */
const tried = [
  'sort',
  'order',
  'filter',
  'where',
  'fields',
  '__proto__',
  'constructor.prototype',
  'a[]',
  'a[$ne]',
]

const shapeOf = (id: RouteId): object => (routeOf(id).query as { shape?: object } | undefined)?.shape ?? {}

async function statusOf(id: RouteId, search: string): Promise<number> {
  const { query: _, ...question } = await attacked.question(id)
  const address = `${await addressOf(id)}?${search}`
  const { status } = await askPatiently(() => attacked.service.send('GET', address, question))
  return status
}

async function addressOf(id: RouteId): Promise<string> {
  const { params = {} } = await attacked.question(id)
  return pathOf(routeOf(id))
    .replace('{clinic}', 'alpha')
    .replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
}

describe('a query', () => {
  it('with a parameter nobody knows is refused, whatever it is called', async () => {
    const odd: string[] = []
    for (const id of routesWithQuery.filter(isRead)) {
      const replies = await Promise.all(
        tried.map(async (name) => [name, await statusOf(id, `${encodeURIComponent(name)}=1`)] as const),
      )
      odd.push(
        ...replies.filter(([, status]) => status !== 400).map(([name, status]) => `${id} ${name}: ${status}`),
      )
    }
    expect(odd).toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('with a hostile value, an array or a parameter given twice is refused or harmless, never our mistake', async () => {
    const odd: string[] = []
    for (const id of routesWithQuery.filter(isRead)) {
      const searches = Object.keys(shapeOf(id)).flatMap((name) => [
        ...hostile.map((value) => new URLSearchParams([[name, value]]).toString()),
        `${name}=%00`,
        `${name}=%ff%fe`,
        `${name}[]=1`,
        `${name}=1&${name}=2`,
      ])
      const replies = await Promise.all(
        searches.map(async (search) => [search, await statusOf(id, search)] as const),
      )
      odd.push(
        ...replies
          .filter(([, status]) => status >= 500 || status === 0)
          .map(([search, status]) => `${id}?${search.slice(0, 80)}: ${status}`),
      )
    }
    expect(odd).toEqual([])
  })

  it('with a cursor that we did not make is refused or empty, whatever it holds', async () => {
    const cursors = [
      [],
      ['a', 'b'],
      ["2027-01-01'; drop table slot; --", 'b'],
      ['2027-01-01T00:00:00Z', "x' or true --"],
      ['infinity', '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'],
      ['2027-01-01T00:00:00Z', '\u0000'],
      ['-292277022-01-01T00:00:00Z', '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'],
      ['2027-01-01T00:00:00Z', '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e', 'x'],
      ['name', '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'],
    ].map(encodeCursor)
    const odd: string[] = []
    const paged = routesWithQuery.filter((id) => 'cursor' in shapeOf(id))
    expect(paged.length).toBeGreaterThan(3)
    for (const id of paged) {
      for (const cursor of [...cursors, 'null', '"x"', 'e30', 'a'.repeat(400)]) {
        const status = await statusOf(id, new URLSearchParams({ cursor }).toString())
        if (status >= 500) odd.push(`${id} ${cursor}: ${status}`)
      }
    }
    expect(odd).toEqual([])
  })
})

describe('an identifier in the path', () => {
  it('that is none is refused, never our mistake', async () => {
    const odd: string[] = []
    for (const id of routeIds.filter((each) => isRead(each) && namesInPath(each).length > 0)) {
      const question = await attacked.question(id)
      for (const value of hostile.filter((each) => each.isWellFormed() && each.length < 4_000)) {
        const params = Object.fromEntries(namesInPath(id).map((name) => [name, value]))
        const { status } = await askPatiently(() =>
          attacked.service.ask(id, { ...question, params } as never),
        )
        if (status < 400 || status >= 500) odd.push(`${id} ${value}: ${status}`)
      }
    }
    expect(odd).toEqual([])
  })
})

function isRead(id: RouteId): boolean {
  return routeOf(id).method === 'get'
}
