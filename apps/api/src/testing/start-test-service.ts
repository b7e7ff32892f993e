import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClinicManifest, FreeSlot } from '@polyclinic/contract'
import { findClinicBySlug, SigningKeys, TokenIssuer } from '@polyclinic/control'
import { patience } from '@polyclinic/postgres/testing'
import { inject } from 'vitest'
import type { Config } from '../boot/config.ts'
import { type RunningApi, startApi } from '../boot/start-api.ts'
import { type Asking, askOverHttp } from './ask-over-http.ts'
import { installTestFleet, type TestFleet } from './install-test-fleet.ts'
import { testKeys } from './test-keys.ts'
import { testManifest } from './test-manifest.ts'
import { type TestPeople, testPeople } from './test-people.ts'

export interface TestService extends AsyncDisposable, Pick<Asking, 'ask' | 'send'>, TestPeople {
  readonly api: RunningApi
  readonly config: Config
  readonly fleet: TestFleet
  /** Lines of the API's log, at its most talkative */
  readonly log: readonly string[]
  clinic(slug: string): Promise<NonNullable<Awaited<ReturnType<typeof findClinicBySlug>>>>
  freeSlots(slug: string, limit?: number): Promise<FreeSlot[]>
  /** The body of a booking, and a key that nobody has used. */
  booking(slot: FreeSlot, reason?: string): { body: object; headers: Record<string, string> }
}

export interface TestServiceOptions {
  /** Slugs or declarations; `alpha` and `beta` unless told */
  readonly clinics?: readonly (string | ClinicManifest)[]
  readonly config?: Partial<Config>
  /** The server; the run's own unless told */
  readonly adminUrl?: string
  /** How the API reaches the control plane, and nothing else: a proxy that can be cut */
  readonly controlUrl?: string
}

/** The whole real stack: an installation with clinics of its own, and the API listening on a free port. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const { clinics = ['alpha', 'beta'], adminUrl = inject('adminUrl') } = options
  const manifests = clinics.map((each) => (typeof each === 'string' ? testManifest(each) : each))
  const fleet = await installTestFleet(adminUrl, manifests)
  const config = testConfig(fleet, options.controlUrl ?? adminUrl, options.config)
  const log: string[] = []
  const api = await startApi(config, {
    checkAnswers: true,
    logDestination: { write: (line) => log.push(line) },
  })
  const client = askOverHttp(api.port)
  const { publicUrl } = config
  const issuer = new TokenIssuer(new SigningKeys(fleet.provisioner), {
    issuer: publicUrl,
    audience: publicUrl,
  })
  let keys = 0
  return {
    ...client,
    ...testPeople(fleet, issuer),
    api,
    config,
    fleet,
    log,
    async clinic(slug) {
      const row = await findClinicBySlug(fleet.provisioner.database, slug)
      if (!row) throw new Error(`There is no clinic ${slug}.`)
      return row
    },
    async freeSlots(slug, limit = 100) {
      const { status, body, text } = await client.ask('listSlots', { clinic: slug, query: { limit } })
      if (status !== 200) throw new Error(text)
      return body.items
    },
    booking: ({ id }, reason) => ({
      body: { slotId: id, visitType: 'consultation', ...(reason && { reason }) },
      headers: { 'idempotency-key': `key-${++keys}` },
    }),
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]()
      await api.stop()
      await fleet[Symbol.asyncDispose]()
    },
  }
}

export const testConfig = (fleet: TestFleet, controlUrl: string, over: Partial<Config> = {}): Config => ({
  production: false,
  adminUrls: new Map([['default', controlUrl]]),
  controlDatabase: fleet.name,
  keys: testKeys,
  keysFile: undefined,
  erasureLedger: undefined,
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://api.test',
  baseHost: 'localhost',
  connectionsPerServer: 40,
  connectionsPerClinic: 8,
  ...patience,
  bookingLanes: 2,
  bookingsPerStatement: 32,
  trustedProxies: 1,
  liveLimits: { streams: 100, perAccount: 3, perAddress: 2 },
  // the screens have tests of their own, in a browser
  web: 'none',
  auditSpool: join(tmpdir(), `audit-spool-${fleet.name}`),
  webOrigins: [],
  secondFactor: 'required',
  webhooks: 'public',
  tiedToParent: false,
  redisUrl: undefined,
  logLevel: 'trace',
  logPretty: false,
  ...over,
})
