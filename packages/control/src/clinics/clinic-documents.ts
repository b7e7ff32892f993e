import type { PublicClinic, RegisteredClinic } from '@polyclinic/contract'
import { operationDocument } from '../provisioning/operation-progress.ts'
import type { ClinicRow, OperationRow } from './clinic-row.ts'

/** A clinic as the public sees it. */
export function publicDocument(row: ClinicRow): PublicClinic {
  const { slug, name, timeZone, country, locale } = row
  return { slug, name, timeZone, country, locale, ...contactOf(row) }
}

/** A clinic as an operator sees it: with its place, never with its credential or its patients. */
export function registeredDocument(row: ClinicRow, unfinished?: OperationRow): RegisteredClinic {
  return {
    ...publicDocument(row),
    id: row.id,
    state: row.state,
    hosts: row.hosts,
    server: row.server,
    database: row.databaseName,
    schemaVersion: row.schemaVersion,
    epoch: row.epoch,
    ...(row.sourceSystem && row.sourceId && { source: { system: row.sourceSystem, id: row.sourceId } }),
    ...(unfinished && { operation: operationDocument(unfinished) }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

function contactOf(row: ClinicRow): Pick<PublicClinic, 'address' | 'phone' | 'position'> {
  return {
    ...(row.addressLine !== null &&
      row.city !== null && {
        address: {
          line: row.addressLine,
          city: row.city,
          ...(row.region && { region: row.region }),
          ...(row.postalCode && { postalCode: row.postalCode }),
        },
      }),
    ...(row.phone && { phone: row.phone }),
    ...(row.latitude !== null &&
      row.longitude !== null && { position: { latitude: row.latitude, longitude: row.longitude } }),
  }
}
