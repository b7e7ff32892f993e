/** Where one clinic's database is and how to enter it, as the registry tells: a `ClinicRoute` is one. */
export interface ClinicPlace {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** IANA name */
  readonly timeZone: string
  readonly state: string
  /** Raised by each change of place or state */
  readonly epoch: number
  readonly credentialVersion: number
  readonly server: string
  readonly host: string
  readonly port: number
  readonly database: string
  readonly role: string
  readonly password: string
}
