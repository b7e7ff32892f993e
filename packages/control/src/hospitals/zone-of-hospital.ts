import lookUpZone from '@photostructure/tz-lookup'
import type { HospitalRow } from './hospital-row.ts'
import { quoted } from './quoted.ts'
import { zonesOfBorderCounties, zonesOfStates } from './zones-of-states.ts'

export interface Position {
  readonly latitude: number
  readonly longitude: number
}
export type ZoneVerdict = { readonly zone: string; readonly warning?: string } | { readonly reason: string }

/**
 * The IANA zone of a hospital from its coordinates, checked against the zones its state keeps: the lookup is
 * approximate at borders, and an hour off is an hour off for every appointment.
 */
export function zoneOfHospital(position: Position, row: Pick<HospitalRow, 'state' | 'county'>): ZoneVerdict {
  const found = lookUpZone(position.latitude, position.longitude)
  const kept = zonesOf(row)
  if (!kept) return found.startsWith('Etc/') ? { reason: 'its coordinates lie at sea' } : { zone: found }
  if (kept.includes(found)) return { zone: found }

  const [first = found] = kept
  const alike = kept.find((zone) => sameOffsets(zone, found))
  if (alike) return { zone: alike }
  if (kept.some((zone) => hoursApart(zone, found) <= 1)) {
    return { zone: first, warning: `time zone ${found} of the coordinates put right to ${first}` }
  }
  return { reason: `its coordinates lie in ${found}, not in ${quoted(row.state ?? '')}` }
}

function zonesOf({ state = '', county = '' }: Pick<HospitalRow, 'state' | 'county'>) {
  const code = state.toUpperCase()
  const exact = zonesOfBorderCounties[`${code} ${county.toUpperCase()}`]
  if (exact) return [exact]
  return Object.hasOwn(zonesOfStates, code) ? zonesOfStates[code] : undefined
}

const sameOffsets = (a: string, b: string): boolean => offsets(a).join() === offsets(b).join()

const hoursApart = (a: string, b: string): number => Math.abs(offsets(a)[0]! - offsets(b)[0]!)

/** Hours from UTC in January and in July: any year would do, the rules of these zones are settled. */
function offsets(zone: string): number[] {
  return [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].map((instant) => {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')!.value
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
    return Number(`${sign}1`) * (Number(hours) + Number(minutes) / 60)
  })
}
