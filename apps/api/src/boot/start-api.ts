import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { ClinicOpener, clinicFounder } from '@polyclinic/clinic'
import {
  ActorLoader,
  ClinicDirectory,
  listenForChanges,
  type OpenProvisioner,
  openProvisioner,
  readTemplates,
  SigningKeys,
  TokenIssuer,
  TokenVerifier,
} from '@polyclinic/control'
import { type KeyRing, parseKeyRing, readKeyRingFile, Vault } from '@polyclinic/guard'
import { loadMigrations, PoolFleet } from '@polyclinic/postgres'
import type { Logger } from 'pino'
import {
  createEdge,
  createEdgeServer,
  createLogger,
  createMetrics,
  createRateLimits,
  openRateLimitRedis,
} from '../edge/index.ts'
import { appointmentHandlers } from '../handlers/appointment-handlers.ts'
import { availabilityHandlers } from '../handlers/availability-handlers.ts'
import { clinicHandlers } from '../handlers/clinic-handlers.ts'
import type { HandlerContext } from '../handlers/handler-context.ts'
import { healthHandlers } from '../handlers/health-handlers.ts'
import { identityHandlers } from '../handlers/identity-handlers.ts'
import { operatorHandlers } from '../handlers/operator-handlers.ts'
import { staffingHandlers } from '../handlers/staffing-handlers.ts'
import { OperationRunner } from '../operations/operation-runner.ts'
import { resolveClinic } from '../tenancy/resolve-clinic.ts'
import { type Config, ConfigRefused } from './config.ts'
import { preflight } from './preflight.ts'
import { poolGauges, watchFleet } from './watch-fleet.ts'

export interface RunningApi {
  readonly port: number
  /** Takes no more requests, finishes those under way, closes all connections. */
  stop(): Promise<void>
}

const folder = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

/** Opens everything the API needs, checks that it may serve, and listens. */
export async function startApi(config: Config): Promise<RunningApi> {
  const log = createLogger({ level: config.logLevel, pretty: config.logPretty })
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
  const clinics = new ClinicOpener(fleet, vault)
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
    for (const gauge of poolGauges(fleet)) metrics.addGauge(gauge)
    const edge = createEdge({
      handlers: {
        ...healthHandlers(context),
        ...identityHandlers(context),
        ...clinicHandlers(context),
        ...staffingHandlers(),
        ...availabilityHandlers(),
        ...appointmentHandlers(context),
        ...operatorHandlers(context),
      },
      authenticate: (token) => context.actors.load(token),
      resolveClinic: async (signals) =>
        clinics.open(await resolveClinic(context.directory, config.baseHost, signals)),
      slugOf: ({ slug }) => slug,
      log,
      metrics,
      rateLimits: createRateLimits({
        accountKey: vault.derivedPassword('rate-limits'),
        ...(redis && { redis }),
      }),
      trustProxy: config.trustedProxies,
      production: config.production,
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
        const closed = once(server, 'close')
        server.close()
        server.closeIdleConnections()
        await closed
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

function openContext(
  config: Config,
  provisioner: OpenProvisioner,
  vault: Vault,
  log: Logger,
): HandlerContext {
  const signingKeys = new SigningKeys(provisioner)
  const parties = { issuer: config.publicUrl, audience: config.publicUrl }
  return {
    provisioner,
    vault,
    directory: new ClinicDirectory(provisioner),
    signingKeys,
    tokens: new TokenIssuer(signingKeys, parties),
    actors: new ActorLoader(provisioner, new TokenVerifier(signingKeys, parties)),
    operations: new OperationRunner(provisioner, { log }),
  }
}

function openKeys(config: Config): KeyRing {
  if (config.keys) return parseKeyRing(config.keys, 'POLYCLINIC_KEYS')
  if (config.keysFile) return readKeyRingFile(config.keysFile)
  throw new ConfigRefused(
    'No keys are set: give them in POLYCLINIC_KEYS or name their file in POLYCLINIC_KEYS_FILE.',
  )
}
