import type { ClinicState, operationKinds, operationStates } from '@polyclinic/contract'

/** A clinic as the registry holds it. */
export interface ClinicRow {
  id: string
  slug: string
  name: string
  addressLine: string | null
  city: string | null
  region: string | null
  postalCode: string | null
  phone: string | null
  timeZone: string
  country: string
  locale: string
  latitude: number | null
  longitude: number | null
  state: ClinicState
  server: string
  databaseName: string
  roleName: string
  credential: Buffer
  credentialVersion: number
  epoch: number
  schemaVersion: number
  sourceSystem: string | null
  sourceId: string | null
  sourceFingerprint: string | null
  hosts: string[]
  createdAt: Date
  updatedAt: Date
  version: number
}

export interface OperationRow {
  id: string
  clinicId: string
  slug: string
  kind: (typeof operationKinds)[number]
  state: (typeof operationStates)[number]
  step: string
  arguments: Buffer | null
  attempts: number
  error: string | null
  startedAt: Date
  finishedAt: Date | null
}
