import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where things stand in a checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Settings {
  /** A real server's administrator; absent: the embedded one. */
  readonly databaseUrl: string | undefined
  /** Administration connections to further servers of the fleet, by reference. */
  readonly serverUrls: ReadonlyMap<string, string>
  readonly controlDatabase: string
  readonly dataDirectory: string
  readonly postgresPort: number
  readonly keysFile: string
  readonly keys: string | undefined
  /** Where erasures are remembered outside of the databases */
  readonly erasureLedger: string
  readonly apiPort: number
  /** The address people use: links in mails begin with it */
  readonly publicUrl: string
  /** Of the mailbox of development */
  readonly mailboxPort: number
  readonly mailboxSmtpPort: number
  /** A mail server of somebody's own: then there is no mailbox. */
  readonly smtpUrl: string | undefined
  /** A gateway of somebody's own: then short messages do not go to the mailbox. */
  readonly smsUrl: string | undefined
  readonly production: boolean
  /** What the API is started with; people of the demo have no authenticator. */
  readonly secondFactor: string
  /** `local`: webhooks may lead to this machine */
  readonly webhooks: string
  /** Where the person who called stands: npm runs scripts in the checkout's top folder. */
  readonly callerDirectory: string
}

/** A setting that cannot be used; one sentence. */
export class SettingRefused extends Error {
  readonly code = 'setting-refused'
}

type Environment = Readonly<Record<string, string | undefined>>

export function readSettings(environment: Environment): Settings {
  const apiPort = port(environment, 'PORT', 8080)
  const production = environment['NODE_ENV'] === 'production'
  const dataDirectory = resolve(root, environment['POLYCLINIC_DATA'] ?? '.polyclinic')
  const keysFile = resolve(environment['POLYCLINIC_KEYS_FILE'] ?? resolve(dataDirectory, 'keys.json'))
  return {
    databaseUrl: databaseUrl(environment, 'DATABASE_URL'),
    serverUrls: furtherServers(environment),
    controlDatabase: environment['POLYCLINIC_CONTROL_DATABASE'] ?? 'polyclinic_control',
    dataDirectory,
    postgresPort: port(environment, 'POLYCLINIC_POSTGRES_PORT', 54_329),
    keysFile,
    erasureLedger: resolve(
      environment['POLYCLINIC_ERASURE_LEDGER'] ?? resolve(dirname(keysFile), 'erasures.jsonl'),
    ),
    keys: environment['POLYCLINIC_KEYS'],
    apiPort,
    publicUrl: publicUrl(environment, apiPort),
    mailboxPort: port(environment, 'POLYCLINIC_MAILBOX_PORT', 8025),
    mailboxSmtpPort: port(environment, 'POLYCLINIC_MAILBOX_SMTP_PORT', 1025),
    smtpUrl: environment['POLYCLINIC_SMTP_URL'] || undefined,
    smsUrl: environment['POLYCLINIC_SMS_URL'] || undefined,
    production,
    webhooks: environment['POLYCLINIC_WEBHOOKS'] ?? (production ? 'public' : 'local'),
    secondFactor: environment['POLYCLINIC_SECOND_FACTOR'] ?? (production ? 'required' : 'relaxed'),
    callerDirectory: environment['INIT_CWD'] ?? process.cwd(),
  }
}

/** `POLYCLINIC_SERVER_EU_1_URL` is the administrator of the server whose reference is `EU_1`. */
function furtherServers(environment: Environment): Map<string, string> {
  const servers = new Map<string, string>()
  for (const name of Object.keys(environment)) {
    const reference = /^POLYCLINIC_SERVER_([A-Z0-9_]+)_URL$/.exec(name)?.[1]
    const url = reference && databaseUrl(environment, name)
    if (reference && url) servers.set(reference, url)
  }
  return servers
}

function databaseUrl(environment: Environment, name: string): string | undefined {
  const text = environment[name]
  if (!text) return undefined
  if (/^postgres(ql)?:\/\/[^/]+/.test(text) && URL.canParse(text)) return text
  throw new SettingRefused(
    `${name} is not a Postgres address: write postgres://user:password@host:5432/postgres.`,
  )
}

/** As the API has it, so that a link from the command line leads to where the API's own do. */
function publicUrl(environment: Environment, apiPort: number): string {
  const text = environment['POLYCLINIC_PUBLIC_URL']
  if (!text) return `http://${environment['POLYCLINIC_BASE_HOST'] ?? 'localhost'}:${apiPort}`
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text
  throw new SettingRefused('POLYCLINIC_PUBLIC_URL is not an address: write https://clinics.example.org.')
}

function port(environment: Environment, name: string, otherwise: number): number {
  const text = environment[name]
  if (text === undefined || text === '') return otherwise
  const number = Number(text)
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number
  throw new SettingRefused(`${name} is not a port: write a number from 1 to 65535.`)
}
