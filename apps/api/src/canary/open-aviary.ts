import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type MoodyGateway,
  type MoodyServer,
  openMoodyGateway,
  openMoodyServer,
} from '@polyclinic/mail/mailbox'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@polyclinic/postgres'
import { inject } from 'vitest'
import type { Asking, Reply } from '../testing/ask-over-http.ts'
import { openWeakLink, type WeakLink } from '../testing/open-weak-link.ts'
import { environmentOf } from '../testing/start-api-process.ts'
import { startTestService, type TestService } from '../testing/start-test-service.ts'
import { startWorkerProcess, type WorkerProcess } from '../testing/start-worker-process.ts'
import { Secrets } from './secrets.ts'

/** A whole installation on a server of its own, of which everything that is written anywhere can be read afterwards. */
export interface Aviary extends AsyncDisposable {
  readonly service: TestService
  /** As the service's, and every refusal is kept */
  readonly ask: Asking['ask']
  readonly send: Asking['send']
  readonly refusals: readonly Refused[]
  readonly secrets: Secrets
  /** The worker's mail server: it refuses as told, and says whom */
  readonly moody: MoodyServer
  /** The worker's way to phones */
  readonly gateway: MoodyGateway
  /** The API's way to the control plane */
  readonly link: WeakLink
  /** The lines of the database server's log */
  readonly serverLog: readonly string[]
  readonly worker: WorkerProcess
  /** Where files lie that the service writes besides its databases */
  readonly directory: string
}

export interface Refused {
  readonly of: string
  readonly status: number
  readonly text: string
}

// nothing is vacuumed away, and no line of the write-ahead log makes room for another
const settings = { fsync: 'off', synchronous_commit: 'off', autovacuum: 'off', wal_keep_size: '2GB' }

/** A database of its own in the Redis of the test run, so that nobody's attempts count for the canary. */
export function redisOfAviary(): string | undefined {
  const url = inject('redisUrl')
  return url === undefined ? undefined : Object.assign(new URL(url), { pathname: '/9' }).href
}

export async function openAviary(): Promise<Aviary> {
  await using opening = new AsyncDisposableStack()
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'polyclinic-aviary-')))
  opening.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }))
  // the account of the database server has to pass through
  await chmod(directory, 0o711)
  const serverLog: string[] = []
  const server: EmbeddedPostgres = await startEmbeddedPostgres({
    dataDirectory: join(directory, 'postgres'),
    settings,
    onLog: (line) => serverLog.push(line),
  })
  opening.defer(() => server.stop())
  const link = opening.use(await openWeakLink(server.adminUrl()))
  const moody = opening.use(await openMoodyServer())
  const gateway = opening.use(await openMoodyGateway())
  const files = {
    auditSpool: join(directory, 'written', 'audit-spool'),
    erasureLedger: join(directory, 'written', 'erasures.jsonl'),
  }
  const service = opening.use(
    await startTestService({
      clinics: ['alpha', 'beta', 'doomed'],
      adminUrl: server.adminUrl(),
      controlUrl: link.url,
      config: { ...files, redisUrl: redisOfAviary(), webhooks: 'local' },
    }),
  )
  const worker = opening.use(
    await startWorkerProcess({
      ...environmentOf(service.fleet),
      POLYCLINIC_SMTP_URL: moody.smtpUrl,
      POLYCLINIC_SMS_URL: gateway.smsUrl,
      POLYCLINIC_WEBHOOKS: 'local',
      POLYCLINIC_ERASURE_LEDGER: files.erasureLedger,
      LOG_LEVEL: 'trace',
    }),
  )
  const refusals: Refused[] = []
  const kept = opening.move()
  return {
    service,
    refusals,
    secrets: new Secrets(),
    moody,
    gateway,
    link,
    serverLog,
    worker,
    directory,
    ask: async (id, question) => noteRefusal(refusals, id, await service.ask(id, question)),
    send: async (method, path, question) =>
      noteRefusal(refusals, `${method} by hand`, await service.send(method, path, question)),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Left out is what is shown to those alone who may read it: what stands now in place of a stale edit, the second step. */
function noteRefusal<R extends Reply<unknown>>(refusals: Refused[], of: string, reply: R): R {
  if (reply.status < 400) return reply
  const text = reply.text.startsWith('{')
    ? JSON.stringify({ ...JSON.parse(reply.text), current: undefined, challenge: undefined })
    : reply.text
  refusals.push({ of, status: reply.status, text: `${JSON.stringify(reply.headers)}\n${text}` })
  return reply
}
