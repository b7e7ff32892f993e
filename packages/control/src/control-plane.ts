import type { BookingPolicy, ClinicStaffing } from '@polyclinic/contract'
import type { Vault } from '@polyclinic/guard'
import type { AuditTrail, Database, Migration, Queryable } from '@polyclinic/postgres'

/** The control plane, opened: what its verbs need. */
export interface ControlPlane {
  readonly database: Database
  readonly vault: Vault
  /** Where readings are recorded while the database does not take them; without it they fail then */
  readonly audit?: AuditTrail | undefined
}

/**
 * What provisioning must know of a clinic's inside. It is handed in, so that this package never imports the clinic's.
 */
export interface ClinicFounder {
  /** One sentence for each fault of a staffing. */
  check(staffing: ClinicStaffing): string[]
  /** Writes a clinic's first rows; leaves a founded database as it is. */
  found(db: Database, founding: FoundingFacts, vault: Vault): Promise<void>
  /** Throws when the database belongs to another clinic or to none. */
  confirmIdentity(db: Queryable, expected: { id: string }): Promise<void>
}

export interface FoundingFacts {
  clinicId: string
  slug: string
  name: string
  timeZone: string
  policy: BookingPolicy
  staffing: ClinicStaffing
}

/** What the verbs that make and migrate databases need besides. */
export interface Provisioner extends ControlPlane {
  readonly founder: ClinicFounder
  readonly clinicMigrations: readonly Migration[]
  /** Named staffings, for manifests that name one. */
  readonly templates: ReadonlyMap<string, ClinicStaffing>
  readonly servers: ServerAdmins
}

/** Administration connections to the servers of the fleet, opened once each. */
export interface ServerAdmins {
  /** @param reference `default`, or the name of the setting that holds the connection */
  open(reference: string): ServerAdmin
}

export interface ServerAdmin {
  /** The maintenance database, under the administrator's role. */
  readonly database: Database
  readonly address: { host: string; port: number }
  /** Connection text to one database of this server, its objects made as their common owner. */
  ownerUrl(database: string): string
}
