import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { eventually } from '@polyclinic/postgres/testing'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
let token: string
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  token = (await service.operator()).token
})
afterAll(() => service[Symbol.asyncDispose]())

const hospitals = readFileSync(
  new URL('../../../packages/control/src/hospitals/fixtures/hospitals.csv', import.meta.url),
  'utf8',
)
const judge = (csv: string, template = 'family-practice') =>
  service.ask('judgeList', { token, body: { csv, template } })
const bring = (body: object) => service.ask('importClinic', { token, body })
/** For what copies databases, on a machine that has other things to do as well. */
const patience = { withinMilliseconds: 20_000 }
const succeeded = (operation: string) =>
  eventually(async () => {
    const { body } = await service.ask('showOperation', { token, params: { operation } })
    return body.state === 'succeeded' || undefined
  }, patience)

describe('a list of clinics', () => {
  it('is judged row by row, and nothing is made; then its rows are brought in and followed', async () => {
    const csv = `slug,name,timeZone,country,line,city,postalCode
lakeside,Lakeside Practice,Europe/Berlin,DE,Seestraße 1,Berlin,13353
lakeside,Lakeside again,Europe/Berlin,DE,,,
alpha,Another alpha,Europe/Berlin,DE,,,
Odd Slug,Odd,Europe/Berlin,DE,,,
nowhere,Nowhere,Mars/Olympus,DE,,,
torn,row
`
    const judged = await judge(csv)
    expect(judged.status).toBe(200)
    expect(judged.body.rows.map(({ line, verdict }) => [line, verdict])).toEqual([
      [2, 'would onboard'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'refused'],
      [6, 'refused'],
      [7, 'refused'],
    ])
    for (const { reason } of judged.body.rows.slice(1)) expect(reason).toEqual(expect.any(String))
    expect((await service.ask('showRegisteredClinic', { token, params: { slug: 'lakeside' } })).status).toBe(
      404,
    )

    const manifest = judged.body.rows[0]?.manifest ?? {}
    const begun = await bring(manifest)
    expect([begun.status, begun.body.verdict]).toEqual([200, 'begun'])
    await succeeded(begun.body.operation?.id ?? '')
    expect((await bring(manifest)).body).toEqual({ verdict: 'unchanged' })
    expect((await judge(csv)).body.rows[0]?.verdict).toBe('unchanged')
  })

  it('of hospitals keeps its source: a changed phone is an update', async () => {
    const [header = '', first = ''] = hospitals.split('\n')
    const [row] = (await judge(`${header}\n${first}`)).body.rows
    expect(row).toMatchObject({ verdict: 'would onboard', manifest: { source: { system: 'us-hospitals' } } })
    const begun = await bring(row?.manifest ?? {})
    expect(begun.body.verdict).toBe('begun')
    await succeeded(begun.body.operation?.id ?? '')
    const [changed] = (await judge(`${header}\n${first.replace('574-5700', '574-5701')}`)).body.rows
    expect(changed?.verdict).toBe('would update')
    expect((await bring(changed?.manifest ?? {})).body).toEqual({ verdict: 'updated' })
  })

  it('that cannot be used as a whole is refused with what to do', async () => {
    for (const [csv, template] of [['name,city\na,b'], ['a\n"b'], ['slug,name\na,b'], ['slug', 'none']]) {
      const refused = await judge(csv ?? '', template)
      expect([refused.status, refused.problem.code]).toEqual([400, 'invalid-request'])
    }
  })
})

it('servers, rings, dead letters and events set aside are an operator’s to see, and nobody else’s', async () => {
  const servers = await service.ask('listServers', { token })
  expect(servers.body.items).toMatchObject([{ name: 'main', state: 'open', clinics: expect.any(Number) }])
  const { newest, rings } = (await service.ask('showMigrations', { token })).body
  expect(rings.map(({ ring }) => ring)).toEqual(['own', 'first', 'tenth', 'all'])
  expect(rings.at(-1)).toMatchObject({ behind: 0, next: [] })
  await service.fleet
    .asSuperuser(service.fleet.name)
    .query(`update clinic set schema_version = ${newest - 1}, ring = 'first' where slug = 'alpha'`)
  expect((await service.ask('showMigrations', { token })).body.rings[1]).toEqual({
    ring: 'first',
    clinics: 1,
    behind: 1,
    failed: 0,
    next: ['alpha'],
  })
  for (const id of ['listDeadLetters', 'listSetAside'] as const) {
    expect([id, (await service.ask(id, { token })).body]).toEqual([id, { items: [] }])
  }
  const ids = { ids: ['1'] }
  for (const id of ['retryDeadLetters', 'dropDeadLetters'] as const) {
    expect([id, (await service.ask(id, { token, body: ids })).body]).toEqual([id, { ids: [] }])
  }
  const admin = await service.member('alpha', 'clinic_admin')
  for (const id of ['listServers', 'showMigrations', 'listDeadLetters', 'listSetAside'] as const) {
    expect([id, (await service.ask(id, admin)).problem.code]).toEqual([id, 'not-allowed'])
  }
})

it('clinics are found by a part of slug, name or city', async () => {
  const found = await service.ask('listRegisteredClinics', { token, query: { search: 'ALPH' } })
  expect(found.body.items.map(({ slug }) => slug)).toEqual(['alpha'])
  const none = await service.ask('listRegisteredClinics', { token, query: { search: 'zzz' } })
  expect(none.body.items).toEqual([])
})
