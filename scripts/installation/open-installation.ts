import { join } from 'node:path'
import { clinicFounder } from '@polyclinic/clinic'
import {
  installControlPlane,
  type OpenProvisioner,
  openProvisioner,
  openServerAdmins,
  readTemplates,
  registerServer,
} from '@polyclinic/control'
import {
  type KeyRing,
  type KeyRingSource,
  keyRingFile,
  openDevelopmentKeyRing,
  parseKeyRing,
  Vault,
} from '@polyclinic/guard'
import {
  type EmbeddedPostgres,
  loadMigrations,
  lostConnection,
  startEmbeddedPostgres,
} from '@polyclinic/postgres'
import { root, SettingRefused, type Settings } from './read-settings.ts'
import { stopEmbedded } from './stop-embedded.ts'
import { waitForOthers } from './wait-for-others.ts'

export interface Installation {
  readonly provisioner: OpenProvisioner
  readonly vault: Vault
  /** The administrator of the server that holds the control plane */
  readonly adminUrl: string
  /** Set where this process runs the embedded Postgres, or found it running. */
  readonly embedded: EmbeddedPostgres | undefined
  /** Whether the embedded Postgres that this process runs has met a full disk. */
  readonly diskWasFull: boolean
  /**
   * Closes the connections and the server that this process runs.
   * @param options.onWaiting where given, the server stays as long as other processes of ours are connected; called
   * once when there are any
   */
  close(options?: { onWaiting?: () => void }): Promise<void>
}

/**
 * Opens the installation of this checkout: the keys, the server (the embedded one unless `DATABASE_URL` names another),
 * the control plane at its newest schema. Whatever is missing is made; repeating it changes nothing.
 */
export async function openInstallation(
  settings: Settings,
  options: { applicationName: string; onLog?: (line: string) => void },
): Promise<Installation> {
  const vault = new Vault(openKeys(settings))
  for (let attempt = 1; ; attempt++) {
    const server = await findServer(settings, options.onLog)
    try {
      const adminUrls = new Map([['default', server.adminUrl], ...settings.serverUrls])
      const provisioner = await openUp(settings, adminUrls, vault, options.applicationName)
      return installationOver(server, vault, provisioner)
    } catch (error) {
      await server.stop()
      if (server.diskWasFull()) throw diskFull()
      // a server that another process ran has ended with that process: the next one is our own
      if (!server.embedded?.adopted || !lostConnection(error) || attempt === 3) throw error
    }
  }
}

interface FoundServer {
  readonly adminUrl: string
  readonly embedded: EmbeddedPostgres | undefined
  diskWasFull(): boolean
  stop(): Promise<void>
}

async function findServer(settings: Settings, onLog?: (line: string) => void): Promise<FoundServer> {
  const { databaseUrl } = settings
  if (databaseUrl) {
    return { adminUrl: databaseUrl, embedded: undefined, diskWasFull: () => false, stop: async () => {} }
  }
  let full = false
  const notice = (line: string) => {
    full ||= line.includes('No space left on device')
  }
  const embedded = await startEmbedded(settings, (line) => {
    notice(line)
    onLog?.(line)
  }).catch((error: Error) => {
    notice(error.message)
    throw full ? diskFull() : error
  })
  return {
    adminUrl: embedded.adminUrl(),
    embedded,
    diskWasFull: () => full,
    stop: () => stopEmbedded(embedded, postgresDirectory(settings)),
  }
}

function installationOver(server: FoundServer, vault: Vault, provisioner: OpenProvisioner): Installation {
  const { adminUrl, embedded } = server
  return {
    provisioner,
    vault,
    adminUrl,
    embedded,
    get diskWasFull() {
      return server.diskWasFull()
    },
    async close({ onWaiting } = {}) {
      await provisioner.end()
      if (onWaiting && embedded && !embedded.adopted) await waitForOthers(adminUrl, onWaiting)
      await server.stop()
    },
  }
}

/** A full disk can end the server itself: then only its log says why it does not answer. */
export const diskFull = (): SettingRefused =>
  new SettingRefused(
    'The disk of the embedded database server is full: make room and run the same command again.',
  )

const postgresDirectory = (settings: Settings): string => join(settings.dataDirectory, 'postgres')

function openKeys(settings: Settings): KeyRing | KeyRingSource {
  if (settings.keys) return parseKeyRing(settings.keys, 'POLYCLINIC_KEYS')
  if (!settings.production) openDevelopmentKeyRing(settings.keysFile)
  try {
    return keyRingFile(settings.keysFile)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new SettingRefused(
      'In production the keys come from POLYCLINIC_KEYS or POLYCLINIC_KEYS_FILE: set one of them.',
    )
  }
}

function startEmbedded(settings: Settings, onLog: (line: string) => void): Promise<EmbeddedPostgres> {
  if (settings.production) {
    throw new SettingRefused('In production a real server is needed: set DATABASE_URL to its administrator.')
  }
  return startEmbeddedPostgres({
    dataDirectory: postgresDirectory(settings),
    port: settings.postgresPort,
    onLog,
  })
}

/** Nobody waits for a command within a second: a server that is busy writing to its disk is no reason to fail. */
const patience = {
  connectMilliseconds: 10_000,
  queryMilliseconds: 60_000,
  statementMilliseconds: 55_000,
  lockMilliseconds: 30_000,
}

async function openUp(
  settings: Settings,
  adminUrls: ReadonlyMap<string, string>,
  vault: Vault,
  applicationName: string,
): Promise<OpenProvisioner> {
  const servers = openServerAdmins(adminUrls)
  try {
    const admin = servers.open('default')
    await installControlPlane({
      admin,
      vault,
      name: settings.controlDatabase,
      migrations: await loadMigrations(join(root, 'migrations/control')),
    })
    const provisioner = openProvisioner({
      adminUrls,
      controlDatabase: settings.controlDatabase,
      vault,
      founder: clinicFounder,
      clinicMigrations: await loadMigrations(join(root, 'migrations/clinic')),
      templates: await readTemplates(join(root, 'tenants/templates')),
      applicationName,
      timeouts: patience,
    })
    await registerServer(provisioner.database, {
      name: 'main',
      region: 'local',
      adminReference: 'default',
      ...admin.address,
      clinicLimit: 20_000,
      connectionLimit: 800,
    })
    return provisioner
  } finally {
    await servers.end()
  }
}
