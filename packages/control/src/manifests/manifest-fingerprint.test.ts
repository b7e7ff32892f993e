import { clinicManifest } from '@polyclinic/contract'
import { expect, test } from 'vitest'
import { manifestFingerprint } from './manifest-fingerprint.ts'

const declared = { slug: 'ada', name: 'Ada', timeZone: 'UTC', country: 'GB', template: 'family-practice' }
const fingerprint = (over: object = {}) => manifestFingerprint(clinicManifest.parse({ ...declared, ...over }))

test('the order of members, the schema’s address and what equals a default change nothing', () => {
  const { slug, ...rest } = declared
  expect(manifestFingerprint(clinicManifest.parse({ ...rest, slug }))).toBe(fingerprint())
  expect(fingerprint({ $schema: './clinic.schema.json', locale: 'en', hosts: [] })).toBe(fingerprint())
})

test.each([{ name: 'Bea' }, { hosts: ['ada.example'] }, { policy: { horizonDays: 7 } }])(
  '%j is another declaration',
  (over) => {
    expect(fingerprint(over)).not.toBe(fingerprint())
  },
)
