import type { PostalAddress } from '@polyclinic/contract'
import type { HospitalRow } from './hospital-row.ts'
import { quoted } from './quoted.ts'
import { readableAddress } from './readable-name.ts'

/** The postal address of a row; left out, with a warning, when street or city is missing. */
export function readAddress(row: HospitalRow): { address?: PostalAddress; warnings: string[] } {
  if (!row.address || !row.city) {
    return { warnings: row.address || row.city ? ['address without street or city, left out'] : [] }
  }
  const postalCode = readZip(row.zip, row.zip4)
  return {
    address: {
      line: readableAddress(row.address),
      city: readableAddress(row.city),
      ...(row.state && { region: row.state.toUpperCase() }),
      ...(postalCode && { postalCode }),
    },
    warnings: row.zip && !postalCode ? [`ZIP ${quoted(row.zip)} not understood, left out`] : [],
  }
}

/** Five digits, and four more when known. A spreadsheet took New England's leading zeros: 6492 is 06492. */
function readZip(zip: string | undefined, zip4: string | undefined): string | undefined {
  const [, five, four] = /^(\d{3,5})(?:-?(\d{4}))?$/.exec(zip ?? '') ?? []
  if (!five || Number(five) === 0) return undefined
  const more = four ?? (/^\d{1,4}$/.test(zip4 ?? '') ? zip4 : undefined)
  return five.padStart(5, '0') + (more ? `-${more.padStart(4, '0')}` : '')
}
