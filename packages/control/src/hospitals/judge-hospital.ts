import { clinicManifest, type ClinicManifestInput } from '@polyclinic/contract'
import { countryOf } from './countries.ts'
import type { HospitalRow } from './hospital-row.ts'
import type { HospitalVerdict } from './hospital-verdict.ts'
import { quoted } from './quoted.ts'
import { readAddress } from './read-address.ts'
import { readPhone } from './read-phone.ts'
import { readableName } from './readable-name.ts'
import { type Position, zoneOfHospital } from './zone-of-hospital.ts'

/** What only the whole file can tell about one of its rows. */
export interface Place {
  readonly slugs: ReadonlyMap<string, string>
  /** Line of the first row with each source id. */
  readonly firstLines: ReadonlyMap<string, number>
  readonly template: string
}

/** Turns one row into the manifest of a clinic, or says in one sentence why it cannot become one. */
export function judgeHospital(row: HospitalRow, place: Place): HospitalVerdict {
  const refused = (reason: string): HospitalVerdict => ({ line: row.line, ok: false, reason })
  const { id, name } = row
  if (!id) return refused('the hospital has no ID')
  if (!name) return refused('the hospital has no name')
  const firstLine = place.firstLines.get(id)
  if (firstLine !== row.line) return refused(`the ID ${quoted(id)} was used before, on line ${firstLine}`)
  if (row.status?.toUpperCase() !== 'OPEN') return refused(statusReason(row.status))
  if (!row.country) return refused('the hospital has no country')
  const country = countryOf(row.country.toUpperCase())
  if (!country) return refused(`the country ${quoted(row.country)} is not one this list covers`)
  const position = readPosition(row)
  if ('reason' in position) return refused(position.reason)
  const zone = zoneOfHospital(position, row)
  if ('reason' in zone) return refused(zone.reason)

  const { phone, warning } = readPhone(row.telephone, country)
  const { address, warnings } = readAddress(row)
  const manifest = clinicManifest.safeParse({
    slug: place.slugs.get(id)!,
    name: readableName(name),
    timeZone: zone.zone,
    country,
    position,
    source: { system: 'us-hospitals', id },
    template: place.template,
    ...(address && { address }),
    ...(phone && { phone }),
  } satisfies ClinicManifestInput)
  if (!manifest.success) return refused(firstIssue(manifest.error.issues))
  const told = [zone.warning, warning, ...warnings].filter((text) => text !== undefined)
  return { line: row.line, ok: true, manifest: manifest.data, warnings: told }
}

function statusReason(status: string | undefined): string {
  if (status === undefined) return 'the hospital does not say whether it is open'
  return status.toUpperCase() === 'CLOSED'
    ? 'the hospital is closed'
    : `the hospital's status is ${quoted(status)}, not OPEN`
}

function readPosition({ latitude, longitude }: HospitalRow): Position | { reason: string } {
  const [north, east] = [degrees(latitude), degrees(longitude)]
  if (north === undefined || east === undefined) return { reason: 'the hospital has no coordinates' }
  const written = `${quoted(latitude!)}, ${quoted(longitude!)}`
  if (!(Math.abs(north) <= 90 && Math.abs(east) <= 180)) {
    return { reason: `the coordinates ${written} are not on Earth` }
  }
  // the sea off Ghana, where missing coordinates that became numbers end up
  if (north === 0 && east === 0) return { reason: `the coordinates ${written} stand for none` }
  return { latitude: north, longitude: east }
}

/** Undefined when absent: the list writes -999, with or without decimals. */
function degrees(text: string | undefined): number | undefined {
  if (text === undefined || Number(text) === -999) return undefined
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}

function firstIssue(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues
  return `the clinic's ${issue?.path.join('.')} is refused: ${issue?.message}`
}
