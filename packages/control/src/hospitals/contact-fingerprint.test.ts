import { clinicManifest, type ClinicManifestInput } from '@polyclinic/contract'
import { expect, test } from 'vitest'
import { contactFingerprint } from './contact-fingerprint.ts'

const clinic: ClinicManifestInput = {
  slug: 'york',
  name: 'York',
  timeZone: 'America/New_York',
  country: 'US',
  address: { line: '1 Main St', city: 'York' },
  phone: '+17178512345',
  position: { latitude: 39.9, longitude: -76.7 },
}
const fingerprint = (changes: Partial<ClinicManifestInput> = {}) =>
  contactFingerprint(clinicManifest.parse({ ...clinic, ...changes }))

test('the same facts in another order have the same fingerprint', () => {
  expect(fingerprint()).toMatch(/^[0-9a-f]{64}$/)
  expect(fingerprint({ address: { city: 'York', line: '1 Main St' } })).toBe(fingerprint())
})

test('what is no contact fact does not count', () => {
  expect(fingerprint({ slug: 'other', template: 'family-practice', locale: 'de' })).toBe(fingerprint())
})

test.each([
  { name: 'York Hospital' },
  { phone: undefined },
  { address: { line: '1 Main St', city: 'York', postalCode: '17405' } },
  { position: { latitude: 39.9, longitude: -76.8 } },
])('%o changes it', (changes) => {
  expect(fingerprint(changes)).not.toBe(fingerprint())
})
