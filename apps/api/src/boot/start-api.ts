import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { ClinicOpener, clinicFounder, defaultLanes } from '@polyclinic/clinic'
import { listenForChanges, openProvisioner, readTemplates, replayLedger } from '@polyclinic/control'
import { Vault } from '@polyclinic/guard'
import { loadMigrations, PoolFleet } from '@polyclinic/postgres'
import type { DestinationStream } from 'pino'
import {
  createEdge,
  createEdgeServer,
  createLogger,
  createMetrics,
  createRateLimits,
  openRateLimitRedis,
  ownLimits,
} from '../edge/index.ts'
import { appointmentHandlers } from '../handlers/appointment-handlers.ts'
import { availabilityHandlers } from '../handlers/availability-handlers.ts'
import { bookingHandlers } from '../handlers/booking-handlers.ts'
import { clinicHandlers } from '../handlers/clinic-handlers.ts'
import { erasureHandlers } from '../handlers/erasure-handlers.ts'
import { exportHandlers } from '../handlers/export-handlers.ts'
import { healthHandlers } from '../handlers/health-handlers.ts'
import { identityHandlers } from '../handlers/identity-handlers.ts'
import { operatorHandlers } from '../handlers/operator-handlers.ts'
import { patientHandlers } from '../handlers/patient-handlers.ts'
import { staffingHandlers } from '../handlers/staffing-handlers.ts'
import { waitlistHandlers } from '../handlers/waitlist-handlers.ts'
import { resolveClinic } from '../tenancy/resolve-clinic.ts'
import { closeServer } from './close-server.ts'
import type { Config } from './config.ts'
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
  const provisioner = openProvisioner({
    adminUrls: config.adminUrls,
    controlDatabase: config.controlDatabase,
    vault,
    founder: clinicFounder,
    clinicMigrations: await loadMigrations(folder('migrations/clinic')),
    templates: await readTemplates(folder('tenants/templates')),
    applicationName: 'polyclinic-api',
    connections: 20,
  })
  const metrics = createMetrics()
  const fleet = new PoolFleet({
    seatsPerServer: config.connectionsPerServer,
    seatsPerDatabase: config.connectionsPerClinic,
    applicationName: 'polyclinic-api',
    onEvent: watchFleet(log),
  })
  const redis = config.redisUrl === undefined ? undefined : openRateLimitRedis(config.redisUrl, log)
  const limits = ownLimits({ accountKey: vault.derivedPassword('rate-limits'), ...(redis && { redis }) })
  const clinics = new ClinicOpener(fleet, vault, {
    ...defaultLanes,
    lanes: config.bookingLanes,
    most: config.bookingsPerStatement,
  })
  const context = openContext(config, provisioner, vault, log)
  const listener = listenForChanges(provisioner.database, {
    channel: 'clinic_changed',
    onChange: (clinicId) => context.directory.forget(clinicId),
    onGap: () => context.directory.distrust(),
  })
  const closeAll = async () => {
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
    for (const gauge of poolGauges(fleet)) metrics.addGauge(gauge)
    const edge = createEdge({
      handlers: {
        ...healthHandlers(context),
        ...identityHandlers(context),
        ...erasureHandlers(context, { ledger, publicUrl: config.publicUrl, limit: limits.erasure }),
        ...exportHandlers(context, { clinics, limit: limits.export }),
        ...clinicHandlers(context),
        ...staffingHandlers(),
        ...availabilityHandlers(),
        ...appointmentHandlers(),
        ...bookingHandlers(context),
        ...waitlistHandlers(context),
        ...patientHandlers(),
        ...operatorHandlers(context),
      },
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
      production: config.production,
      checkAnswers,
    })
    const server = createEdgeServer(edge)
    server.listen(config.port, config.host)
    await once(server, 'listening')
    context.operations.start()
    const { port } = server.address() as AddressInfo
    log.info({ port, host: config.host }, 'the API listens')
    return {
      port,
      async stop() {
        await closeServer(server)
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
