import type { PublicClinic } from '@polyclinic/contract'

/** Where there are regions the number of the post comes last: New York, NY 10024, but 20354 Hamburg. */
export function addressLine({
  line,
  city,
  region,
  postalCode,
}: NonNullable<PublicClinic['address']>): string {
  const words = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')
  return region ? `${line}, ${city}, ${words(region, postalCode)}` : `${line}, ${words(postalCode, city)}`
}
