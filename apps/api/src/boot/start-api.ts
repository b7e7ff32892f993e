import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { ClinicOpener, clinicFounder, defaultLanes } from '@polyclinic/clinic'
import { openProvisioner, readTemplates, replayLedger } from '@polyclinic/control'
import { Vault } from '@polyclinic/guard'
import { AuditTrail, loadMigrations, PoolFleet } from '@polyclinic/postgres'
import type { DestinationStream } from 'pino'
import {
  createEdge,
  createEdgeServer,
  createLogger,
  createMetrics,
  createRateLimits,
  openRateLimitRedis,
  readWeb,
} from '../edge/index.ts'
import { controlTrail, openSealer, openSpool } from '../auditing/open-sealer.ts'
import { sealedAfter } from '../auditing/sealed-after.ts'
import { hintedAfter } from '../relaying/hinted-after.ts'
import { RelayHints } from '../relaying/relay-hints.ts'
import { resolveClinic } from '../tenancy/resolve-clinic.ts'
import { closeServer } from './close-server.ts'
import { bindHandlers } from './bind-handlers.ts'
import type { Config } from './config.ts'
import { hearChanges } from './hear-changes.ts'
import { openContext } from './open-context.ts'
import { openKeys } from './open-keys.ts'
import { openLedger } from './open-ledger.ts'
import { preflight } from './preflight.ts'
import { poolGauges, watchFleet } from './watch-fleet.ts'

export interface RunningApi {
  readonly port: number
  /** Takes no more requests, finishes those under way, closes all connections. */
  stop(): Promise<void>
}

export interface ApiOptions {
  /** Where the log's lines go; standard output by default. */
  readonly logDestination?: DestinationStream
  /** Holds every answer against the contract and fails loudly: for tests, since it costs time. */
  readonly checkAnswers?: boolean
}

const folder = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

/** Opens everything the API needs, checks that it may serve, and listens. */
export async function startApi(config: Config, options: ApiOptions = {}): Promise<RunningApi> {
  const { logDestination: destination, checkAnswers = false } = options
  const log = createLogger({
    level: config.logLevel,
    pretty: config.logPretty,
    ...(destination && { destination }),
  })
  const vault = new Vault(openKeys(config))
  const timeouts = { connectMilliseconds: config.connectMilliseconds }
  const provisioner = openProvisioner({
    adminUrls: config.adminUrls,
    controlDatabase: config.controlDatabase,
    vault,
    founder: clinicFounder,
    clinicMigrations: await loadMigrations(folder('migrations/clinic')),
    templates: await readTemplates(folder('tenants/templates')),
    applicationName: 'polyclinic-api',
    connections: 20,
    timeouts,
  })
  const metrics = createMetrics()
  const fleet = new PoolFleet({
    seatsPerServer: config.connectionsPerServer,
    seatsPerDatabase: config.connectionsPerClinic,
    applicationName: 'polyclinic-api',
    timeouts,
    onEvent: watchFleet(log),
  })
  const redis = config.redisUrl === undefined ? undefined : openRateLimitRedis(config.redisUrl, log)
  const spool = openSpool(config.auditSpool, log)
  const lanes = { ...defaultLanes, lanes: config.bookingLanes, most: config.bookingsPerStatement }
  const clinics = new ClinicOpener(fleet, vault, lanes, spool)
  const audited = { ...provisioner, audit: new AuditTrail(provisioner.database, controlTrail, spool) }
  const context = openContext(config, audited, vault, log)
  const sealer = openSealer({ context, clinics, spool, log })
  const hints = new RelayHints({ control: provisioner, log })
  const listener = hearChanges(context, log)
  const closeAll = async () => {
    context.live.close()
    await hints.stop()
    await sealer.stop()
    await listener.stop()
    await context.operations.stop()
    await fleet.close()
    await clinics.close()
    await provisioner.end()
    redis?.disconnect()
  }
  try {
    const { database: control, servers } = provisioner
    const admin = servers.open('default').database
    const schemaVersion = (await loadMigrations(folder('migrations/control'))).length
    await preflight({ production: config.production, admin, control, vault, schemaVersion })
    const ledger = await openLedger(config)
    // whom a restored copy has brought back is erased again before anybody is answered
    if (ledger) await replayLedger(provisioner, { kind: 'system', name: 'api' }, ledger)
    // known from the start, so that tokens are verified though the control plane may go away at any time
    await context.signingKeys.current()
    // whoever signed out while nobody listened stays signed out
    await context.ended.catchUp(control)
    if (config.secondFactor === 'relaxed') {
      log.warn('ROLES COUNT WITHOUT A SECOND FACTOR: fit for development only (POLYCLINIC_SECOND_FACTOR)')
    }
    if (config.webhooks === 'local') {
      log.warn('WEBHOOKS MAY LEAD TO THIS MACHINE: fit for development only (POLYCLINIC_WEBHOOKS)')
    }
    const web = await readWeb(config.web)
    if (!web) log.warn('the screens are not built: the API stands alone (npm run web:build)')
    for (const gauge of poolGauges(fleet)) metrics.addGauge(gauge)
    metrics.addGauge({
      name: 'live_streams_open',
      help: 'Readers who are told of changes at this moment',
      read: () => context.live.size,
    })
    const edge = createEdge({
      handlers: hintedAfter(
        sealedAfter(bindHandlers(context, { clinics, ledger }), (clinic) => sealer.touch(clinic)),
        (clinicId) => hints.touch(clinicId),
      ),
      authenticate: (token) => context.actors.load(token),
      resolveClinic: async (signals) =>
        clinics.open(
          await resolveClinic({ directory: context.directory, baseHost: config.baseHost, log }, signals),
        ),
      slugOf: ({ slug }) => slug,
      log,
      metrics,
      rateLimits: createRateLimits({
        accountKey: vault.derivedPassword('rate-limits'),
        ...(redis && { redis }),
      }),
      trustProxy: config.trustedProxies,
      publicUrl: config.publicUrl,
      baseHost: config.baseHost,
      webOrigins: config.webOrigins,
      ...(web && { web }),
      production: config.production,
      checkAnswers,
    })
    const server = createEdgeServer(edge)
    server.listen(config.port, config.host)
    await once(server, 'listening')
    context.operations.start()
    sealer.start()
    hints.start()
    const { port } = server.address() as AddressInfo
    log.info({ port, host: config.host }, 'the API listens')
    return {
      port,
      async stop() {
        // they would go on for ever: whoever follows comes again elsewhere
        context.live.close()
        await closeServer(server)
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
