import { weekdays } from '@polyclinic/contract'
import { startTestService, type TestService } from '../testing/start-test-service.ts'
import { testManifest, testStaffing } from '../testing/test-manifest.ts'
import { canariesOf, type Canary, canaryDoctorAddress } from './canaries.ts'
import type { Person } from './people.ts'
import { type People, plantPeople } from './plant-people.ts'
import { plantErasure, plantFeed, plantSession } from './plant-accounts.ts'
import { plantDesk, plantOwnProposal } from './plant-desk.ts'
import { plantNotes } from './plant-notes.ts'
import { plantStaffing } from './plant-staffing.ts'
import { plantVisits } from './plant-visits.ts'
import { plantWebhooks } from './plant-webhooks.ts'
import type { Planted } from './records.ts'

/** The clinic of those at home, one of others, one that an operator has suspended, and one that is none. */
export const places = { own: 'alpha', other: 'beta', suspended: 'gamma', unknown: 'nowhere' } as const
export type Place = keyof typeof places

export interface World extends AsyncDisposable {
  readonly service: TestService
  readonly people: People
  readonly records: readonly Planted[]
  readonly canaries: readonly Canary[]
  /** Slots that nothing was planted in, by clinic */
  readonly slots: Readonly<Record<string, readonly string[]>>
}

const real = [places.own, places.other, places.suspended]

/** A service of three clinics with people, and records of each kind that belong to different ones of them. */
export async function plantWorld(): Promise<World> {
  const service = await startTestService({ clinics: real.map(manifestOf), config: { logLevel: 'error' } })
  const doctorsOf = Object.fromEntries(
    await Promise.all(real.map(async (slug) => [slug, await doctorsAt(service, slug)])),
  )
  const homes = { home: [places.own, places.suspended], elsewhere: [places.other] }
  const people = await plantPeople(service, homes, doctorsOf)
  const dependents = await plantDependents(service, people.guardian)
  const guests = {
    [places.own]: [people.patient, people['other patient'], people.guardian],
    [places.other]: [people['patient elsewhere'], people.patient],
    [places.suspended]: [people.patient, people['other patient']],
  }
  const slots: Record<string, string[]> = {}
  const records: Planted[] = [
    ...dependents,
    ...(await operatorRecords(service, people)),
    await plantErasure(service),
  ]
  for (const who of [people.patient, people['other patient'], people.staff, people.operator])
    records.push(await plantSession(service, who))
  for (const who of [people.patient, people['other patient']])
    records.push(...(await plantFeed(service, who)))
  for (const slug of real) {
    const desk = slug === places.other ? people['admin elsewhere'] : people.admin
    const free = (await service.freeSlots(slug, 500)).map(({ id, doctor }) => ({ id, doctorId: doctor.id }))
    const at = { service, slug, desk, doctors: doctorsOf[slug] ?? [], free }
    const visits = await plantVisits(at, guests[slug] ?? [])
    await plantNotes(at, visits, Object.values(people))
    records.push(
      ...visits,
      ...(await plantStaffing(at)),
      ...(await plantDesk(at)),
      ...(await plantWebhooks(at)),
    )
    if (slug === places.own)
      for (const owner of [people.patient, people['other patient']])
        records.push(...(await plantOwnProposal(at, owner)))
    records.push(...free.slice(0, 2).map(({ id }) => ({ kind: 'slot' as const, clinic: slug, id })))
    slots[slug] = free.map(({ id }) => id)
  }
  await suspend(service, people.operator)
  const canaries = canariesOf({ people, records, dependents: canaryDependents })
  return {
    service,
    people,
    records,
    canaries,
    slots,
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  }
}

const manifestOf = (slug: string) =>
  testManifest(slug, {
    policy: {
      minimumNoticeMinutes: 0,
      cancelUntilMinutes: 0,
      horizonDays: 5,
      openAppointmentsPerPatient: 100,
      overrideBy: 'staff',
    },
    staffing: {
      ...testStaffing,
      openingHours: [{ weekday: weekdays[0], from: '08:00', until: '17:00' }],
      doctors: testStaffing.doctors.map((doctor, nth) => ({
        ...doctor,
        email: `${nth}-${canaryDoctorAddress(slug)}`,
      })),
    },
  })

async function doctorsAt(service: TestService, slug: string): Promise<string[]> {
  const { body } = await service.ask('listDoctors', { clinic: slug })
  return body.items.map(({ id }) => id)
}

const canaryDependents = ['Canary dependent of the guardian']

async function plantDependents(service: TestService, guardian: Person): Promise<Planted[]> {
  const planted: Planted[] = []
  for (const name of canaryDependents) {
    const { body } = await service.ask('addDependent', { token: guardian.token, body: { name } })
    // the cast is made here once, before anybody is asked about it
    ;(guardian.guards as string[]).push(body.id)
    planted.push({ kind: 'dependent', id: body.id, patientId: guardian.patientId ?? '' })
  }
  return planted
}

async function operatorRecords(service: TestService, { operator }: People): Promise<Planted[]> {
  const { body } = await service.ask('listOperations', { token: operator.token })
  return [
    ...body.items.slice(0, 1).map(({ id }) => ({ kind: 'operation' as const, id })),
    { kind: 'registered clinic', id: places.own },
  ]
}

async function suspend(service: TestService, { token }: Person): Promise<void> {
  const params = { slug: places.suspended }
  const { headers } = await service.ask('showRegisteredClinic', { token, params })
  const body = { state: 'suspended' }
  const reply = await service.ask('editClinic', { token, params, body, ifMatch: headers.etag })
  if (reply.status !== 200) throw new Error(`The clinic was not suspended: ${reply.text}`)
}
