import type { ControlPlane } from '../control-plane.ts'
import { findClinicById } from '../clinics/clinic-queries.ts'
import type { NoticedClinic } from './notice.ts'

/** A clinic as messages name it, and its language for whom has told none. */
export async function findNoticedClinic(
  { database }: ControlPlane,
  clinicId: string,
): Promise<{ clinic: NoticedClinic; locale: string } | undefined> {
  const row = await findClinicById(database, clinicId)
  if (!row) return undefined
  const { slug, name, timeZone, phone, addressLine, postalCode, city, region } = row
  const address = [addressLine, [postalCode, city].filter(Boolean).join(' '), region]
    .filter(Boolean)
    .join(', ')
  return {
    clinic: { slug, name, timeZone, ...(address && { address }), ...(phone && { phone }) },
    locale: row.locale,
  }
}
