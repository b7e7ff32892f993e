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
import { openDevelopmentKeyRing, parseKeyRing, readKeyRingFile, Vault } from '@polyclinic/guard'
import { type EmbeddedPostgres, loadMigrations, startEmbeddedPostgres } from '@polyclinic/postgres'
import { root, SettingRefused, type Settings } from './read-settings.ts'

export interface Installation {
  readonly provisioner: OpenProvisioner
  readonly vault: Vault
  /** The administrator of the server that holds the control plane */
  readonly adminUrl: string
  /** Set where this process runs the embedded Postgres, or found it running. */
  readonly embedded: EmbeddedPostgres | undefined
  close(): Promise<void>
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
  const embedded = settings.databaseUrl ? undefined : await startEmbedded(settings, options.onLog)
  const adminUrl = settings.databaseUrl ?? embedded?.adminUrl() ?? ''
  try {
    const adminUrls = new Map([['default', adminUrl], ...settings.serverUrls])
    const provisioner = await openUp(settings, adminUrls, vault, options.applicationName)
    const close = async () => {
      await provisioner.end()
      await embedded?.stop()
    }
    return { provisioner, vault, adminUrl, embedded, close }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

function openKeys(settings: Settings) {
  if (settings.keys) return parseKeyRing(settings.keys, 'POLYCLINIC_KEYS')
  if (!settings.production) return openDevelopmentKeyRing(settings.keysFile)
  try {
    return readKeyRingFile(settings.keysFile)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new SettingRefused(
      'In production the keys come from POLYCLINIC_KEYS or POLYCLINIC_KEYS_FILE: set one of them.',
    )
  }
}

function startEmbedded(settings: Settings, onLog?: (line: string) => void): Promise<EmbeddedPostgres> {
  if (settings.production) {
    throw new SettingRefused('In production a real server is needed: set DATABASE_URL to its administrator.')
  }
  return startEmbeddedPostgres({
    dataDirectory: join(settings.dataDirectory, 'postgres'),
    port: settings.postgresPort,
    ...(onLog && { onLog }),
  })
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
