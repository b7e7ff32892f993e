import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type HospitalVerdict, readHospitals } from './index.ts'

// rows of the federal list as they stand there, chosen for their dirt
const realRows = fileURLToPath(new URL('fixtures/hospitals.csv', import.meta.url))

function accepted(verdict: HospitalVerdict | undefined) {
  if (!verdict?.ok) throw new Error(`refused: ${verdict?.reason}`)
  return verdict
}

const bySource = async (id: string) => {
  const verdicts = await readHospitals(realRows)
  return accepted(verdicts.find((verdict) => verdict.ok && verdict.manifest.source?.id === id))
}

test('a row becomes the manifest of a clinic', async () => {
  const [first] = await readHospitals(realRows)
  expect(first).toEqual({
    line: 2,
    ok: true,
    warnings: [],
    manifest: {
      slug: 'bridgepoint-national-harbor',
      name: 'Bridgepoint National Harbor',
      timeZone: 'America/New_York',
      country: 'US',
      locale: 'en',
      address: {
        line: '4601 Martin Luther King Jr. Avenue, SW',
        city: 'Washington',
        region: 'DC',
        postalCode: '20032',
      },
      phone: '+12025745700',
      position: { latitude: 38.82512896, longitude: -77.01314839 },
      hosts: [],
      policy: {},
      source: { system: 'us-hospitals', id: '75520032' },
      template: 'general-hospital',
    },
  })
})

test('every one of them is accepted, with a slug of its own', async () => {
  const verdicts = await readHospitals(realRows)
  const slugs = verdicts.map((verdict) => accepted(verdict).manifest.slug)
  expect(verdicts).toHaveLength(45)
  expect(new Set(slugs).size).toBe(45)
})

test('a ZIP gets back the zeros it lost, before its extension too', async () => {
  expect((await bySource('1606460')).manifest.address?.postalCode).toBe('06460')
  expect((await bySource('124')).manifest.address?.postalCode).toBe('23803-0030')
})

test('an oddly written phone is understood, an impossible one is left out with a warning', async () => {
  expect(await bySource('13177954')).toMatchObject({ manifest: { phone: '+19365463891' }, warnings: [] })
  const arbour = await bySource('9602130')
  expect(arbour.manifest.phone).toBeUndefined()
  expect(arbour.warnings).toEqual(['phone (232) 722-4400 not understood, left out'])
})

test('an absent phone is left out without a word', async () => {
  const verdict = await bySource('24790033')
  expect(verdict.manifest).not.toHaveProperty('phone')
  expect(verdict.warnings).toEqual([])
})

test('Guam and Palau are countries with phones and zones of their own', async () => {
  expect((await bySource('496913')).manifest).toMatchObject({
    country: 'GU',
    phone: '+16716472552',
    timeZone: 'Pacific/Guam',
  })
  expect((await bySource('696940')).manifest).toMatchObject({
    country: 'PW',
    phone: '+6804882552',
    timeZone: 'Pacific/Palau',
  })
})

test('a limit takes the first rows and changes no slug', async () => {
  const all = await readHospitals(realRows)
  expect(await readHospitals(realRows, { limit: 20 })).toEqual(all.slice(0, 20))
  expect(accepted(all[19]).manifest.slug).toBe('memorial-hospital-abilene')
})

test('a template is taken over', async () => {
  const [first] = await readHospitals(realRows, { template: 'family-practice', limit: 1 })
  expect(accepted(first).manifest.template).toBe('family-practice')
})
