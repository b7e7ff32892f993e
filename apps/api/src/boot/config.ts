import { dirname, join, resolve } from 'node:path'
import { defaultLanes } from '@polyclinic/clinic'
import { z } from 'zod'
import type { LiveLimits } from '../live/live-hub.ts'

const flag = z.enum(['0', '1']).transform((text) => text === '1')
const isOrigin = (text: string): boolean => URL.parse(text)?.origin === text && /^https?:/.test(text)
const port = z.coerce.number().int().min(0).max(65_535)

/** What the process reads from its environment, once. */
const environment = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'write postgres://user:password@host:5432/postgres'),
  POLYCLINIC_CONTROL_DATABASE: z.string().default('polyclinic_control'),
  POLYCLINIC_KEYS: z.string().optional(),
  POLYCLINIC_KEYS_FILE: z.string().optional(),
  POLYCLINIC_ERASURE_LEDGER: z.string().optional(),
  POLYCLINIC_HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  POLYCLINIC_PUBLIC_URL: z.url().optional(),
  POLYCLINIC_BASE_HOST: z.hostname().default('localhost'),
  POLYCLINIC_CONNECTIONS_PER_SERVER: z.coerce.number().int().min(1).max(5_000).default(200),
  POLYCLINIC_CONNECTIONS_PER_CLINIC: z.coerce.number().int().min(1).max(64).default(8),
  POLYCLINIC_CONNECT_SECONDS: z.coerce.number().min(0.1).max(30).default(1),
  POLYCLINIC_BOOKING_LANES: z.coerce.number().int().min(1).max(64).default(defaultLanes.lanes),
  POLYCLINIC_BOOKINGS_PER_STATEMENT: z.coerce.number().int().min(1).max(500).default(defaultLanes.most),
  POLYCLINIC_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  POLYCLINIC_LIVE_STREAMS: z.coerce.number().int().min(0).max(100_000).default(2_000),
  POLYCLINIC_LIVE_STREAMS_PER_ACCOUNT: z.coerce.number().int().min(1).max(1_000).default(10),
  POLYCLINIC_LIVE_STREAMS_PER_ADDRESS: z.coerce.number().int().min(1).max(100_000).default(20),
  POLYCLINIC_WEB: z.string().optional(),
  POLYCLINIC_DATA: z.string().default('.polyclinic'),
  POLYCLINIC_AUDIT_SPOOL: z.string().optional(),
  POLYCLINIC_WEB_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''))
    .refine((origins) => origins.every(isOrigin), {
      error: 'write origins as browsers send them, such as https://app.example.org, with commas between',
    }),
  POLYCLINIC_SECOND_FACTOR: z.enum(['required', 'relaxed']).default('required'),
  POLYCLINIC_WEBHOOKS: z.enum(['public', 'local']).default('public'),
  POLYCLINIC_TIED_TO_PARENT: flag.default(false),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/|^unix:|^\//)
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_PRETTY: flag.default(false),
})

export interface Config {
  readonly production: boolean
  /** Administration connections by reference */
  readonly adminUrls: ReadonlyMap<string, string>
  readonly controlDatabase: string
  readonly keys: string | undefined
  readonly keysFile: string | undefined
  /** Where erasures are remembered outside of the databases */
  readonly erasureLedger: string | undefined
  readonly host: string
  readonly port: number
  /** Issuer of tokens; the address people use */
  readonly publicUrl: string
  /** A clinic's own host is its slug below this. */
  readonly baseHost: string
  readonly connectionsPerServer: number
  readonly connectionsPerClinic: number
  /** A connection not there within this makes what needs it unavailable. */
  readonly connectMilliseconds: number
  /** Statements of one clinic that book at a time, and bookings in each */
  readonly bookingLanes: number
  readonly bookingsPerStatement: number
  readonly trustedProxies: number
  /** Live streams that may be open at a time: of this process, of an account, of an address */
  readonly liveLimits: LiveLimits
  /** Where the built screens are; they may be missing */
  readonly web: string
  /** Directory of this machine for what the databases do not record; processes may share it */
  readonly auditSpool: string
  /** Other origins whose pages may read our answers, exactly; none unless told */
  readonly webOrigins: readonly string[]
  /** `relaxed`: roles count without one too, for development */
  readonly secondFactor: 'required' | 'relaxed'
  /** `local`: webhooks may lead to this machine and be plain `http`, for development */
  readonly webhooks: 'public' | 'local'
  /** Ends when standard input closes, which is when the parent ends, however that ends. */
  readonly tiedToParent: boolean
  readonly redisUrl: string | undefined
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL']
  readonly logPretty: boolean
}

/** Settings that cannot be used; one sentence. */
export class ConfigRefused extends Error {
  readonly code = 'config-refused'
}

export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigRefused(`The setting ${String(issue?.path[0])} cannot be used: ${issue?.message}.`)
  }
  const env = parsed.data
  if (env.NODE_ENV === 'production' && env.POLYCLINIC_SECOND_FACTOR === 'relaxed') {
    throw new ConfigRefused(
      'The second factor is relaxed, which production mode refuses: leave POLYCLINIC_SECOND_FACTOR out.',
    )
  }
  if (env.NODE_ENV === 'production' && env.POLYCLINIC_WEBHOOKS === 'local') {
    throw new ConfigRefused(
      'Webhooks may lead to this machine, which production mode refuses: leave POLYCLINIC_WEBHOOKS out.',
    )
  }
  return {
    production: env.NODE_ENV === 'production',
    adminUrls: new Map([['default', env.DATABASE_URL], ...furtherServers(variables)]),
    controlDatabase: env.POLYCLINIC_CONTROL_DATABASE,
    keys: env.POLYCLINIC_KEYS,
    keysFile: env.POLYCLINIC_KEYS_FILE,
    erasureLedger: env.POLYCLINIC_ERASURE_LEDGER ?? besideKeys(env.POLYCLINIC_KEYS_FILE),
    host: env.POLYCLINIC_HOST,
    port: env.PORT,
    publicUrl: env.POLYCLINIC_PUBLIC_URL ?? `http://${env.POLYCLINIC_BASE_HOST}:${env.PORT}`,
    baseHost: env.POLYCLINIC_BASE_HOST.toLowerCase(),
    connectionsPerServer: env.POLYCLINIC_CONNECTIONS_PER_SERVER,
    connectionsPerClinic: env.POLYCLINIC_CONNECTIONS_PER_CLINIC,
    connectMilliseconds: Math.round(env.POLYCLINIC_CONNECT_SECONDS * 1000),
    bookingLanes: env.POLYCLINIC_BOOKING_LANES,
    bookingsPerStatement: env.POLYCLINIC_BOOKINGS_PER_STATEMENT,
    trustedProxies: env.POLYCLINIC_TRUSTED_PROXIES,
    liveLimits: {
      streams: env.POLYCLINIC_LIVE_STREAMS,
      perAccount: env.POLYCLINIC_LIVE_STREAMS_PER_ACCOUNT,
      perAddress: env.POLYCLINIC_LIVE_STREAMS_PER_ADDRESS,
    },
    web: resolve(env.POLYCLINIC_WEB ?? join(import.meta.dirname, '../../../web/dist')),
    auditSpool: resolve(env.POLYCLINIC_AUDIT_SPOOL ?? join(env.POLYCLINIC_DATA, 'audit-spool')),
    webOrigins: env.POLYCLINIC_WEB_ORIGINS,
    secondFactor: env.POLYCLINIC_SECOND_FACTOR,
    webhooks: env.POLYCLINIC_WEBHOOKS,
    tiedToParent: env.POLYCLINIC_TIED_TO_PARENT,
    redisUrl: env.REDIS_URL,
    logLevel: env.LOG_LEVEL,
    logPretty: env.LOG_PRETTY,
  }
}

/** `POLYCLINIC_SERVER_EU_1_URL` is the administrator of the server whose reference is `EU_1`. */
function furtherServers(variables: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(variables).flatMap(([name, url]): [string, string][] => {
    const reference = /^POLYCLINIC_SERVER_([A-Z0-9_]+)_URL$/.exec(name)?.[1]
    return reference && url ? [[reference, url]] : []
  })
}

/** One data directory holds both, unless told otherwise. */
const besideKeys = (keysFile: string | undefined): string | undefined =>
  keysFile === undefined ? undefined : join(dirname(keysFile), 'erasures.jsonl')
