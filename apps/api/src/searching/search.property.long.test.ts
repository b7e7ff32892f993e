import type { ClinicManifest, OpenDay, SlotSearch } from '@polyclinic/contract'
import { findOpenDays } from '@polyclinic/control'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CarryingOver, carryingOver } from '../testing/carry-over.ts'
import { startTestService, type TestService } from '../testing/start-test-service.ts'
import { testManifest, testStaffing } from '../testing/test-manifest.ts'
import type { TestPerson } from '../testing/test-people.ts'
import { everyFreeTime, expectedDays, type FreeTime } from './every-clinic.testing.ts'

const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const specialties = ['family-medicine', 'cardiology']
const visitTypes = ['consultation', 'long-visit', 'buffered', 'video-call']

/** A clinic with a doctor of each kind, around the clock in hours of its own. */
const place = (
  slug: string,
  timeZone: string,
  [country, region, city]: [string, string, string],
  [latitude, longitude]: [number, number],
  minimumNoticeMinutes: number,
): ClinicManifest =>
  testManifest(slug, {
    timeZone,
    country,
    address: { line: 'Main street 1', city, region },
    position: { latitude, longitude },
    policy: { ...testManifest(slug).policy, minimumNoticeMinutes, horizonDays: 3 },
    staffing: {
      ...testStaffing,
      specialties: specialties.map((code) => ({ code, name: code })),
      visitTypes: [
        { code: 'consultation', name: 'Consultation', minutes: 30 },
        { code: 'long-visit', name: 'Long visit', minutes: 120 },
        {
          code: 'buffered',
          name: 'With buffers',
          minutes: 30,
          bufferBeforeMinutes: 45,
          bufferAfterMinutes: 20,
        },
        ...(slug === 'east'
          ? []
          : [{ code: 'video-call', name: 'Call', minutes: 20, mode: 'video' as const }]),
      ],
      shifts: [
        { code: 'day', name: 'Day', from: '07:00', until: '20:00', slotMinutes: 60 },
        { code: 'night', name: 'Night', from: '16:30', until: '03:30', slotMinutes: 30, capacity: 2 },
      ],
      doctors: ['Ada Byron', 'Ben Okri', 'Çağla Öz'].map((name, nth) => ({
        name,
        languages: nth === 0 ? ['en'] : nth === 1 ? ['de-AT', 'en'] : ['es'],
        specialty: specialties[nth % 2] ?? '',
        shifts: [{ shift: nth === 2 ? 'night' : 'day', weekdays: [...everyDay] }],
      })),
    },
  })

const manifests = [
  place('north', 'Europe/Berlin', ['DE', 'Berlin', 'Berlin'], [52.52, 13.4], 0),
  place('south', 'Europe/Berlin', ['DE', 'Brandenburg', 'Potsdam'], [52.39, 13.06], 90),
  place('east', 'Asia/Kathmandu', ['NP', 'Bagmati', 'Kathmandu'], [27.71, 85.32], 0),
  place('west', 'America/Los_Angeles', ['US', 'CA', 'Fresno'], [36.74, -119.78], 30),
]
const slugs = manifests.map(({ slug }) => slug)
const positions = new Map(manifests.map(({ slug, position }) => [slug, position]))

let service: TestService
let relay: CarryingOver
let patient: TestPerson
const admins = new Map<string, TestPerson>()
beforeAll(async () => {
  service = await startTestService({ clinics: manifests })
  relay = carryingOver(service.fleet)
  patient = await service.patient()
  for (const slug of slugs) admins.set(slug, await service.member(slug, 'clinic_admin'))
  // the calendars end before the horizon: it would pass a time while the test looks
  for (const slug of slugs) {
    const { databaseName } = await service.clinic(slug)
    await service.fleet.asSuperuser(databaseName).query('update clinic_profile set horizon_days = 30')
  }
  await relay.carryOver(...slugs)
})
afterAll(async () => {
  await relay[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
})

const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

const wheres = fc.oneof(
  fc.constant({}),
  fc.record({ clinic: fc.constantFrom(...slugs) }),
  fc.record({ country: fc.constantFrom('DE', 'NP', 'FR') }),
  fc.constantFrom({ country: 'DE', region: 'berlin' }, { country: 'US', region: 'CA' }),
  fc.record({ near: fc.constantFrom(...slugs), radiusKm: fc.constantFrom(1, 30) }),
  fc.record({
    latitude: fc.constantFrom(52.45, 36.7),
    longitude: fc.constantFrom(13.2, -119.7),
    radiusKm: fc.constantFrom(5, 20, 1_000),
  }),
)
const searches = fc
  .tuple(
    wheres,
    fc.record({
      specialty: fc.constantFrom(...specialties),
      visitType: maybe(fc.constantFrom(...visitTypes)),
      from: maybe(fc.integer({ min: -1, max: 2 }).map(dayFrom)),
      to: maybe(fc.integer({ min: 0, max: 3 }).map(dayFrom)),
      partOfDay: maybe(fc.constantFrom('morning', 'afternoon', 'evening')),
      language: maybe(fc.constantFrom('en', 'de', 'es', 'fr')),
    }),
  )
  .map(([where, rest]) =>
    Object.fromEntries(Object.entries({ ...where, ...rest }).filter(([, value]) => value !== undefined)),
  )

const changes = fc.array(
  fc.record({
    what: fc.constantFrom('book', 'hold', 'cancel', 'move', 'close', 'leave', 'rename', 'notice', 'override'),
    clinic: fc.constantFrom(...slugs),
    slot: fc.nat(60),
    visitType: fc.constantFrom(...visitTypes),
  }),
  { minLength: 6, maxLength: 10 },
)
type Change = typeof changes extends fc.Arbitrary<(infer C)[]> ? C : never

const booked: { clinic: string; id: string; version: number }[] = []
let nth = 0
const key = () => ({ 'idempotency-key': `search-${++nth}` })

/** Whatever the clinic says to it: what was refused has changed nothing. */
async function change({ what, clinic, slot: nthSlot, visitType }: Change): Promise<void> {
  const { token } = patient
  const admin = { clinic, token: admins.get(clinic)?.token, headers: key() }
  const slots = await service.freeSlots(clinic)
  const slot = slots[nthSlot % slots.length]
  if (!slot) return
  const mine = booked.find((each) => each.clinic === clinic)
  const body = { slotId: slot.id, visitType }
  if (what === 'book') {
    const reply = await service.ask('bookAppointment', { clinic, token, headers: key(), body })
    if (reply.status === 201) booked.push({ clinic, id: reply.body.id, version: 1 })
  } else if (what === 'hold') {
    await service.ask('holdSlot', { clinic, token, headers: key(), body })
  } else if (what === 'cancel' && mine) {
    booked.splice(booked.indexOf(mine), 1)
    await service.ask('cancelAppointment', {
      clinic,
      token,
      params: { appointment: mine.id },
      ifMatch: `"${mine.version}"`,
    })
  } else if (what === 'move' && mine) {
    const move = { params: { appointment: mine.id }, ifMatch: `"${mine.version}"`, body: { slotId: slot.id } }
    const reply = await service.ask('rescheduleAppointment', { clinic, token, headers: key(), ...move })
    if (reply.status === 200) mine.version++
  } else if (what === 'close') {
    await service.ask('createClosure', {
      ...admin,
      body: { firstDay: slot.localDate, lastDay: slot.localDate },
    })
  } else if (what === 'leave') {
    const override = {
      params: { doctor: slot.doctor.id },
      body: { date: slot.localDate, hours: [{ from: '10:00', until: '18:00' }] },
    }
    await service.ask('createOverride', { ...admin, ...override })
  } else if (what === 'rename' || what === 'notice') {
    const { databaseName } = await service.clinic(clinic)
    const inside = service.fleet.asSuperuser(databaseName)
    await (what === 'rename'
      ? inside.query(`update doctor set languages = languages || 'fr'::text where id = $1`, [slot.doctor.id])
      : inside.query('update clinic_profile set minimum_notice_minutes = $1', [nthSlot]))
  } else if (what === 'override') {
    await service.ask('overrideAppointment', {
      ...admin,
      body: {
        doctorId: slot.doctor.id,
        startsAt: slot.startsAt,
        visitType,
        patientId: (await service.patient()).patientId,
        justification: 'A walk-in',
      },
    })
  }
}

/** All pages, one after the other. */
async function allPages(search: Record<string, string | number>, limit: number): Promise<OpenDay[]> {
  const items: OpenDay[] = []
  for (let cursor: string | undefined; ; ) {
    const reply = await service.ask('searchSlots', { query: { ...search, limit, ...(cursor && { cursor }) } })
    expect([reply.status, reply.text]).toEqual([200, expect.any(String)])
    items.push(...reply.body.items)
    cursor = reply.body.next
    if (cursor === undefined) return items
  }
}

type Query = Record<string, string | number>
type Wishes = Parameters<typeof findOpenDays>[1]

/** Along the index over all clinics, as where many have what is wished. */
async function alongTheIndex({
  latitude,
  longitude,
  radiusKm,
  clinic,
  near,
  country,
  region,
  ...rest
}: Query) {
  const point =
    latitude === undefined ? positions.get(`${near}`) : { latitude: +latitude, longitude: Number(longitude) }
  const place = { slug: clinic, country, region, point, radiusKm: radiusKm ?? 25 }
  const days = await findOpenDays(
    service.fleet.provisioner.database,
    { ...rest, place } as unknown as Wishes,
    1_000,
  )
  return days.map(({ slug, doctorId, startsAt, free }) => [slug, doctorId, startsAt.toISOString(), free])
}

const plainPages = async (search: Query) =>
  (await allPages(search, 7)).map(({ clinic, doctor, startsAt, free }) => [
    clinic.slug,
    doctor.id,
    startsAt,
    free,
  ])
const wanted = (all: readonly FreeTime[], search: Query) =>
  expectedDays(all, search as Partial<SlotSearch> & { specialty: string }, positions).map(
    ({ slug, doctorId, at, free }) => [slug, doctorId, at, free],
  )

test('the search finds what asking every clinic for every slot would find, whatever has happened there', async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(
      changes,
      fc.array(searches, { minLength: 6, maxLength: 6 }),
      async (happening, asked) => {
        for (const each of happening) await change(each)
        await relay.carryOver(...slugs)
        const all = await everyFreeTime(service, slugs)
        for (const search of asked) {
          const [found, along] = [await plainPages(search), await alongTheIndex(search)]
          const expected = wanted(all, search)
          seen.add(expected.length)
          const right = JSON.stringify(expected)
          if (JSON.stringify(found) === right && JSON.stringify(along) === right) continue
          // a first time may have begun meanwhile: what time does is read again like all else
          await relay.carryOver(...slugs)
          const now = wanted(await everyFreeTime(service, slugs), search)
          expect([await plainPages(search), await alongTheIndex(search)]).toEqual([now, now])
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  )
  // it would be little use if most of the answers were empty
  expect(seen.size).toBeGreaterThan(4)
}, 60_000)
