import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addAccount } from '@polyclinic/control'
import { installTestFleet, type TestFleet } from '../testing/install-test-fleet.ts'
import { testConfig } from '../testing/start-test-service.ts'
import { testKeys } from '../testing/test-keys.ts'
import { testPassword } from '../testing/test-people.ts'
import { type Config, readConfig } from './config.ts'
import { sentenceOf } from './sentence-of.ts'
import { startApi } from './start-api.ts'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await installTestFleet(inject('adminUrl'), [])
})
afterAll(() => fleet[Symbol.asyncDispose]())

const keysWith = (change: object): string => JSON.stringify({ ...JSON.parse(testKeys), ...change })
const productionKeys = keysWith({ development: false })

/** What the person who starts it reads; fails when it starts. */
async function refusalOf(start: () => Promise<unknown> | unknown): Promise<string> {
  try {
    await start()
  } catch (error) {
    return sentenceOf(error)
  }
  throw new Error('It started.')
}
const starting = (over: Partial<Config>) =>
  refusalOf(async () => {
    const config = testConfig(fleet, inject('adminUrl'), { logLevel: 'silent', ...over })
    const api = await startApi(config)
    await api.stop()
  })

describe('settings', () => {
  const DATABASE_URL = 'postgres://postgres:secret@127.0.0.1:5432/postgres'

  it('have defaults that bind to loopback and nothing more', () => {
    expect(readConfig({ DATABASE_URL })).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      trustedProxies: 0,
      webOrigins: [],
      secondFactor: 'required',
      webhooks: 'public',
      tiedToParent: false,
    })
  })

  it('take origins exactly as browsers send them, and nothing like them', async () => {
    const origins = 'https://app.example.org, http://localhost:5173'
    expect(readConfig({ DATABASE_URL, POLYCLINIC_WEB_ORIGINS: origins }).webOrigins).toEqual([
      'https://app.example.org',
      'http://localhost:5173',
    ])
    for (const wrong of ['https://app.example.org/', 'app.example.org', 'https://*.example.org/x', 'null']) {
      const sentence = await refusalOf(() => readConfig({ DATABASE_URL, POLYCLINIC_WEB_ORIGINS: wrong }))
      expect(sentence).toContain('POLYCLINIC_WEB_ORIGINS cannot be used')
    }
  })

  it('relax the second factor for development only', async () => {
    const relaxed = { DATABASE_URL, POLYCLINIC_SECOND_FACTOR: 'relaxed' }
    expect(readConfig(relaxed).secondFactor).toBe('relaxed')
    expect(await refusalOf(() => readConfig({ ...relaxed, NODE_ENV: 'production' }))).toMatch(
      /^The second factor is relaxed, which production mode refuses: .*\.$/,
    )
  })

  it('name the administrators of further servers', () => {
    const { adminUrls } = readConfig({ DATABASE_URL, POLYCLINIC_SERVER_EU_1_URL: 'postgres://a@b/c' })
    expect([...adminUrls.keys()]).toEqual(['default', 'EU_1'])
  })

  it('that cannot be used are named in one sentence, which never holds their secret', async () => {
    const wrong: Record<string, string | undefined> = {
      DATABASE_URL: undefined,
      PORT: 'eighty',
      POLYCLINIC_PUBLIC_URL: 'somewhere',
      POLYCLINIC_TRUSTED_PROXIES: '-1',
      LOG_LEVEL: 'loud',
      POLYCLINIC_WEB_ORIGINS: '*',
      POLYCLINIC_SECOND_FACTOR: 'off',
      REDIS_URL: 'redis.secret.test',
    }
    for (const [name, value] of Object.entries(wrong)) {
      const sentence = await refusalOf(() => readConfig({ DATABASE_URL, [name]: value }))
      expect(sentence).toMatch(new RegExp(`^The setting ${name} cannot be used: .*\\.$`))
      expect(sentence).not.toContain('secret')
    }
  })
})

describe('a start is refused', () => {
  it('without keys, and with keys that cannot be read', async () => {
    expect(await starting({ keys: undefined })).toMatch(/^No keys are set: .*\.$/)
    expect(await starting({ keys: '{"current":1}' })).toMatch(
      /^The keys in POLYCLINIC_KEYS cannot be read.*\.$/,
    )
    const lost = await starting({ keys: undefined, keysFile: '/nowhere/keys.json' })
    expect(lost).toMatch(/^There is no file \/nowhere\/keys\.json.*\.$/)
  })

  it('where the control plane is away, absent or of other keys', async () => {
    const away = new Map([['default', 'postgres://postgres:x@127.0.0.1:1/postgres']])
    expect(await starting({ adminUrls: away })).toMatch(/cannot be reached: bring it up.*\.$/)
    expect(await starting({ controlDatabase: 'nothing_there' })).toMatch(/no control plane of that name.*\.$/)
    const otherKeys = keysWith({ derivation: Buffer.alloc(32, 7).toString('base64') })
    expect(await starting({ keys: otherKeys })).toMatch(/refuses our login.*keys.*\.$/)
  })

  it("where the control plane's schema is behind", async () => {
    const control = fleet.asSuperuser(fleet.name)
    const { rows } = await control.query<{ version: number }>(
      'delete from schema_migration where version = (select max(version) from schema_migration) returning *',
    )
    const needed = Number(rows[0]?.version)
    expect(await starting({})).toContain(
      `schema is at version ${needed - 1} and this code needs ${needed}: run`,
    )
    const back =
      'insert into schema_migration select * from jsonb_populate_record(null::schema_migration, $1)'
    await control.query(back, [JSON.stringify(rows[0])])
  })

  it('where another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    expect(await starting({ port })).toBe(
      `Port ${port} is in use by another program: stop it or choose another with PORT.`,
    )
    other.close()
  })

  it('in production with keys of a development, or people of a demo', async () => {
    expect(await starting({ production: true })).toMatch(/^The keys were made for development: .*\.$/)
    const { id } = await addAccount(fleet.provisioner, {
      email: 'demo@people.test',
      password: testPassword,
      demo: true,
    })
    const erasureLedger = join(tmpdir(), `erasures-${process.pid}.jsonl`)
    const production = { production: true, keys: productionKeys, erasureLedger }
    expect(await starting(production)).toMatch(/^This installation has demo accounts .*\.$/)
    await fleet.asSuperuser(fleet.name).query(`update account set state = 'disabled' where id = $1`, [id])
    await expect(starting(production)).rejects.toThrow('It started.')
    rmSync(erasureLedger)
  })
})
