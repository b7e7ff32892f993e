import { isTimeZone } from '@polyclinic/contract'
import { expect, test } from 'vitest'
import { zoneOfHospital } from './zone-of-hospital.ts'
import { zonesOfBorderCounties, zonesOfStates } from './zones-of-states.ts'

const zoneAt = (latitude: number, longitude: number, state?: string, county?: string) =>
  zoneOfHospital({ latitude, longitude }, { state, county })

test.each([
  ['the Navajo Nation in Arizona has summer time', 36.13585509, -111.2367919, 'AZ', 'America/Denver'],
  ['Phoenix has none', 33.45, -112.07, 'AZ', 'America/Phoenix'],
  ['Starke County keeps a zone of its own', 41.2875688, -86.62199729, 'IN', 'America/Indiana/Knox'],
  ['El Paso is an hour behind Texas', 31.77347373, -106.5022513, 'TX', 'America/Denver'],
])('%s', (_what, latitude, longitude, state, zone) => {
  expect(zoneAt(latitude, longitude, state)).toEqual({ zone })
})

test('a neighbour country with the same hours gives way to the zone of the state', () => {
  expect(zoneAt(44.69159065, -75.49988778, 'NY')).toEqual({ zone: 'America/New_York' })
})

test('a zone the state does not keep, an hour off, is put right with a warning', () => {
  expect(zoneAt(45.17758929, -67.26801571, 'ME')).toEqual({
    zone: 'America/New_York',
    warning: 'time zone America/Moncton of the coordinates put right to America/New_York',
  })
})

test('a county on a border inside the state is put right by its name', () => {
  expect(zoneAt(47.54639827, -116.1306131, 'ID', 'SHOSHONE')).toMatchObject({ zone: 'America/Los_Angeles' })
  expect(zoneAt(37.58467204, -101.3586672, 'KS', 'GRANT')).toMatchObject({ zone: 'America/Chicago' })
})

test('coordinates hours away from the state are refused', () => {
  expect(zoneAt(34.05, -118.24, 'NY')).toEqual({
    reason: 'its coordinates lie in America/Los_Angeles, not in NY',
  })
})

test('without a known state the coordinates alone count, unless they lie at sea', () => {
  expect(zoneAt(52.5, 13.4)).toEqual({ zone: 'Europe/Berlin' })
  expect(zoneAt(52.5, 13.4, 'constructor')).toEqual({ zone: 'Europe/Berlin' })
  expect(zoneAt(30, -45)).toEqual({ reason: 'its coordinates lie at sea' })
})

test('every zone of the tables is one the runtime can compute with', () => {
  const zones = [...Object.values(zonesOfStates).flat(), ...Object.values(zonesOfBorderCounties)]
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([])
  expect(Object.keys(zonesOfStates)).toHaveLength(57)
})
