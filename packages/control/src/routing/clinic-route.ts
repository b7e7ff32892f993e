import type { ClinicState } from '@polyclinic/contract'

/** Where a clinic's requests go. */
export interface ClinicRoute {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly timeZone: string
  readonly state: ClinicState
  readonly epoch: number
  readonly schemaVersion: number
  readonly server: string
  readonly host: string
  readonly port: number
  readonly database: string
  readonly role: string
  readonly password: string
  readonly credentialVersion: number
}
