import { readSender, readSmtpUrl, type Sender, type SmtpServer } from '@polyclinic/mail'
import { readSmsSender, readSmsUrl, type SmsServer } from '@polyclinic/sms'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Lanes } from '../queue/start-queues.ts'

const flag = z.enum(['0', '1']).transform((text) => text === '1')
const seconds = (otherwise: number) => z.coerce.number().min(0.05).max(3_600).default(otherwise)

/** The value itself is never told: it may hold a password. */
const readBy = <Result>(read: (text: string) => Result | undefined, hint: string) =>
  z.string().transform((text, context) => {
    if (text === '') return undefined
    const result = read(text)
    if (result !== undefined) return result
    context.addIssue(hint)
    return z.NEVER
  })
const smtpServer = readBy(readSmtpUrl, 'write smtp://user:password@host:587 or smtps://user:password@host')
const sender = readBy(readSender, 'write Name <address@host>')
const smsServer = readBy(readSmsUrl, 'write https://ACCOUNT:TOKEN@api.twilio.com')
const smsSender = readBy(
  readSmsSender,
  'write a number as +34600111222, a short name, or a messaging service',
)
const developmentSender: Sender = { name: 'Polyclinic', address: 'no-reply@localhost' }

/** What the process reads from its environment, once. */
const environment = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'write postgres://user:password@host:5432/postgres'),
  POLYCLINIC_CONTROL_DATABASE: z.string().default('polyclinic_control'),
  POLYCLINIC_KEYS: z.string().optional(),
  POLYCLINIC_KEYS_FILE: z.string().optional(),
  // these three as the API reads them, so that mails lead where it listens
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  POLYCLINIC_PUBLIC_URL: z.url().optional(),
  POLYCLINIC_BASE_HOST: z.hostname().default('localhost'),
  POLYCLINIC_ERASURE_LEDGER: z.string().optional(),
  POLYCLINIC_TIED_TO_PARENT: flag.default(false),
  POLYCLINIC_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  POLYCLINIC_WORKER_CONNECTIONS_PER_SERVER: z.coerce.number().int().min(1).max(1_000).default(100),
  POLYCLINIC_WORKER_HOST: z.string().default('127.0.0.1'),
  POLYCLINIC_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  POLYCLINIC_WORKER_WATCH_SECONDS: seconds(5),
  POLYCLINIC_WORKER_STOP_SECONDS: seconds(10),
  POLYCLINIC_WORKER_OUTWARD: z.coerce.number().int().min(1).max(64).default(8),
  POLYCLINIC_WORKER_MESSAGES: z.coerce.number().int().min(1).max(64).default(6),
  POLYCLINIC_WORKER_SEARCH: z.coerce.number().int().min(1).max(64).default(1),
  POLYCLINIC_WEBHOOK_SECONDS: z.coerce.number().min(0.05).max(30).default(10),
  POLYCLINIC_WEBHOOKS: z.enum(['public', 'local']).default('public'),
  POLYCLINIC_STREAM_LENGTH: z.coerce.number().int().min(1_000).max(100_000_000).default(100_000),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/|^unix:|^\//)
    .optional(),
  POLYCLINIC_SMTP_URL: smtpServer.optional(),
  POLYCLINIC_MAIL_FROM: sender.optional(),
  POLYCLINIC_SMS_URL: smsServer.optional(),
  POLYCLINIC_SMS_FROM: smsSender.optional(),
  POLYCLINIC_NOTICES_PER_SECOND: z.coerce.number().int().min(1).max(1_000).default(20),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_PRETTY: flag.default(false),
})

export interface Config {
  readonly production: boolean
  /** Names the server that holds the control plane; the worker logs in there as its own role. */
  readonly databaseUrl: string
  readonly controlDatabase: string
  readonly keys: string | undefined
  readonly keysFile: string | undefined
  /** Where the links of mails lead */
  readonly publicUrl: string
  /** Where erasures are remembered outside of the databases */
  readonly erasureLedger: string | undefined
  /** Ends when standard input closes, which is when the parent ends, however that ends. */
  readonly tiedToParent: boolean
  /** Jobs at the same time */
  readonly concurrency: number
  /** Connections to the clinics' databases of one server */
  readonly connectionsPerServer: number
  readonly host: string
  /** Where health and metrics are served; nowhere unless set */
  readonly port: number | undefined
  /** Between two looks for workers that were killed */
  readonly watchSeconds: number
  /** How long a stop waits for the jobs under way */
  readonly stopSeconds: number
  /** Besides those, for tasks that have places of their own */
  readonly lanes: Lanes
  /** `local`: webhooks may lead to this machine and be plain `http`, for development */
  readonly webhooks: 'public' | 'local'
  /** For one attempt, from the look-up of the name to the end of the answer */
  readonly webhookSeconds: number
  /** Where the stream of events is, and about how many it keeps */
  readonly stream: { readonly redisUrl: string; readonly length: number } | undefined
  /** Where mails are handed over and whom they are from; absent only in development: then they wait. */
  readonly mail: { readonly server: SmtpServer; readonly from: Sender } | undefined
  /** Where short messages are handed over and whom they are from; absent: nobody gets any. */
  readonly sms: { readonly server: SmsServer; readonly from: string } | undefined
  /** So many notices that were planned leave in a second, and no more */
  readonly noticesPerSecond: number
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
  return {
    production: env.NODE_ENV === 'production',
    databaseUrl: env.DATABASE_URL,
    controlDatabase: env.POLYCLINIC_CONTROL_DATABASE,
    keys: env.POLYCLINIC_KEYS,
    keysFile: env.POLYCLINIC_KEYS_FILE,
    publicUrl: env.POLYCLINIC_PUBLIC_URL ?? `http://${env.POLYCLINIC_BASE_HOST}:${env.PORT}`,
    erasureLedger: env.POLYCLINIC_ERASURE_LEDGER ?? besideKeys(env.POLYCLINIC_KEYS_FILE),
    tiedToParent: env.POLYCLINIC_TIED_TO_PARENT,
    concurrency: env.POLYCLINIC_WORKER_CONCURRENCY,
    connectionsPerServer: env.POLYCLINIC_WORKER_CONNECTIONS_PER_SERVER,
    host: env.POLYCLINIC_WORKER_HOST,
    port: env.POLYCLINIC_WORKER_PORT,
    watchSeconds: env.POLYCLINIC_WORKER_WATCH_SECONDS,
    stopSeconds: env.POLYCLINIC_WORKER_STOP_SECONDS,
    lanes: {
      messages: env.POLYCLINIC_WORKER_MESSAGES,
      webhooks: env.POLYCLINIC_WORKER_OUTWARD,
      search: env.POLYCLINIC_WORKER_SEARCH,
    },
    webhooks: webhooksOf(env),
    webhookSeconds: env.POLYCLINIC_WEBHOOK_SECONDS,
    stream: env.REDIS_URL ? { redisUrl: env.REDIS_URL, length: env.POLYCLINIC_STREAM_LENGTH } : undefined,
    mail: mailOf(env),
    sms: smsOf(env),
    noticesPerSecond: env.POLYCLINIC_NOTICES_PER_SECOND,
    logLevel: env.LOG_LEVEL,
    logPretty: env.LOG_PRETTY,
  }
}

function mailOf(env: z.infer<typeof environment>): Config['mail'] {
  const { POLYCLINIC_SMTP_URL: server, POLYCLINIC_MAIL_FROM: from, NODE_ENV } = env
  if (NODE_ENV === 'production' && (!server || !from)) {
    throw new ConfigRefused(
      `In production the worker sends mails: set ${server ? 'POLYCLINIC_MAIL_FROM, as in Name <address@host>' : 'POLYCLINIC_SMTP_URL, as in smtp://user:password@host:587'}.`,
    )
  }
  return server && { server, from: from ?? developmentSender }
}

function webhooksOf(env: z.infer<typeof environment>): Config['webhooks'] {
  if (env.NODE_ENV !== 'production' || env.POLYCLINIC_WEBHOOKS === 'public') return env.POLYCLINIC_WEBHOOKS
  throw new ConfigRefused(
    'Webhooks may lead to this machine, which production mode refuses: leave POLYCLINIC_WEBHOOKS out.',
  )
}

/** Unlike mails they may do without: a notice goes by mail then. */
function smsOf(env: z.infer<typeof environment>): Config['sms'] {
  const { POLYCLINIC_SMS_URL: server, POLYCLINIC_SMS_FROM: from, NODE_ENV } = env
  if (server && !from && NODE_ENV === 'production') {
    throw new ConfigRefused('Short messages need a sender: set POLYCLINIC_SMS_FROM, as in +34600111222.')
  }
  return server && { server, from: from ?? 'Polyclinic' }
}

/** One data directory holds both, unless told otherwise. */
const besideKeys = (keysFile: string | undefined): string | undefined =>
  keysFile === undefined ? undefined : join(dirname(keysFile), 'erasures.jsonl')
