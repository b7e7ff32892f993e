import type { ClinicStaffing } from '@polyclinic/contract'
import type { Vault } from '@polyclinic/guard'
import { type Migration, type OpenDatabase, openDatabase, type Timeouts } from '@polyclinic/postgres'
import type { ClinicFounder, Provisioner } from '../control-plane.ts'
import { controlPlaneUrl } from './install-control-plane.ts'
import { openServerAdmins } from './open-server-admins.ts'

export interface ProvisionerOptions {
  /** Administration connections by reference; `default` is the server that holds the control plane. */
  readonly adminUrls: ReadonlyMap<string, string>
  /** Name of the control plane's database */
  readonly controlDatabase: string
  readonly vault: Vault
  readonly founder: ClinicFounder
  readonly clinicMigrations: readonly Migration[]
  readonly templates: ReadonlyMap<string, ClinicStaffing>
  readonly applicationName: string
  /** Connections to the control plane this process may use */
  readonly connections?: number
  /** Of those connections; what is not given is as short as a request needs it. */
  readonly timeouts?: Partial<Timeouts>
}

export interface OpenProvisioner extends Provisioner {
  readonly database: OpenDatabase
  end(): Promise<void>
}

/** Opens the control plane, as its own login, and what is needed to make clinics. Connects on first use. */
export function openProvisioner(options: ProvisionerOptions): OpenProvisioner {
  const { vault, founder, clinicMigrations, templates } = options
  const adminUrl = options.adminUrls.get('default') ?? ''
  const database = openDatabase({
    connectionString: controlPlaneUrl(adminUrl, options.controlDatabase, vault),
    applicationName: options.applicationName,
    max: options.connections ?? 10,
    ...(options.timeouts && { timeouts: options.timeouts }),
  })
  const servers = openServerAdmins(options.adminUrls)
  return {
    database,
    vault,
    founder,
    clinicMigrations,
    templates,
    servers,
    async end() {
      await Promise.all([database.end(), servers.end()])
    },
  }
}
