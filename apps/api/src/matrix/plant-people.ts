import { randomBytes } from 'node:crypto'
import { findClinicBySlug, putMembership } from '@polyclinic/control'
import type { Role } from '@polyclinic/guard'
import { memberId } from './member-id.ts'
import type { TestService } from '../testing/start-test-service.ts'
import type { Person, PersonName } from './people.ts'

export type People = Readonly<Record<PersonName, Person>>

/** Words that stand in no other test and in no answer by chance. */
export const canaryName = (): string => `Canary ${randomBytes(5).toString('hex')}`

/**
 * Everybody of the matrix: those of `home` have the same role in each of its clinics, the others in `elsewhere` alone.
 * @param doctorsOf the two doctors of each clinic
 */
export async function plantPeople(
  service: TestService,
  places: { home: readonly string[]; elsewhere: readonly string[] },
  doctorsOf: Readonly<Record<string, readonly string[]>>,
): Promise<People> {
  const patient = async (name: PersonName) => {
    const knownAs = canaryName()
    const { token, email, patientId } = await service.patient(knownAs)
    return { name, token, knownAs, email, patientId, guards: [] as string[], roles: {}, doctors: {} }
  }
  const member = async (name: PersonName, role: Role, clinics: readonly string[], nth = 0) => {
    const doctors = role === 'doctor' ? byClinic(clinics, (slug) => doctorsOf[slug]?.[nth] ?? '') : {}
    const [first = '', ...others] = clinics
    const { accountId, token, email } =
      role === 'doctor'
        ? await service.doctor(first, doctors[first] ?? '')
        : await service.member(first, role)
    for (const slug of others) await addRole(service, { accountId, slug, role, doctorId: doctors[slug] })
    return { name, token, email, guards: [], roles: byClinic(clinics, () => role), doctors }
  }
  const { home, elsewhere } = places
  const none = { guards: [], roles: {}, doctors: {} }
  const operator = await service.operator()
  const admin = await member('admin', 'clinic_admin', home)
  const removed = await member('removed member', 'staff', home)
  for (const slug of home) {
    const to = { clinic: slug, token: admin.token }
    const params = { member: await memberId(service, to, removed.email) }
    await service.ask('removeMember', { ...to, params })
  }
  return {
    nobody: { name: 'nobody', ...none },
    'staff without second factor': await patientAtDesk(service, home),
    'chief without second factor': await chief(service, home, doctorsOf),
    'removed member': { ...removed, roles: {} },
    patient: await patient('patient'),
    'other patient': await patient('other patient'),
    guardian: await patient('guardian'),
    doctor: await member('doctor', 'doctor', home),
    'other doctor': await member('other doctor', 'doctor', home, 1),
    staff: await member('staff', 'staff', home),
    admin,
    operator: { name: 'operator', token: operator.token, email: operator.email, operator: true, ...none },
    'patient elsewhere': await patient('patient elsewhere'),
    'doctor elsewhere': await member('doctor elsewhere', 'doctor', elsewhere),
    'staff elsewhere': await member('staff elsewhere', 'staff', elsewhere),
    'admin elsewhere': await member('admin elsewhere', 'clinic_admin', elsewhere),
  }
}

/** Somebody who works at the desk and is a patient too: of the two only the patient counts. */
async function patientAtDesk(service: TestService, home: readonly string[]): Promise<Person> {
  const knownAs = canaryName()
  const { accountId, email, patientId } = await service.patient(knownAs)
  for (const slug of home) await addRole(service, { accountId, slug, role: 'staff', doctorId: undefined })
  return {
    name: 'staff without second factor',
    token: await service.withoutSecondFactor({ accountId, patientId }),
    ...{ knownAs, email, patientId, guards: [], roles: {}, doctors: {} },
    withheld: { operator: false, roles: byClinic(home, () => ['staff'] as const) },
  }
}

/** Everything that one may be by roles, and none of it counts. */
async function chief(
  service: TestService,
  home: readonly string[],
  doctorsOf: Readonly<Record<string, readonly string[]>>,
): Promise<Person> {
  const { accountId, email } = await service.operator()
  for (const slug of home) {
    await addRole(service, { accountId, slug, role: 'clinic_admin', doctorId: undefined })
    await addRole(service, { accountId, slug, role: 'doctor', doctorId: doctorsOf[slug]?.[0] })
  }
  return {
    name: 'chief without second factor',
    token: await service.withoutSecondFactor({ accountId }),
    ...{ email, guards: [], roles: {}, doctors: {} },
    withheld: { operator: true, roles: byClinic(home, () => ['clinic_admin', 'doctor'] as const) },
  }
}

async function addRole(
  service: TestService,
  { slug, ...membership }: { accountId: string; slug: string; role: Role; doctorId: string | undefined },
): Promise<void> {
  const { database } = service.fleet.provisioner
  const clinicId = (await findClinicBySlug(database, slug))?.id ?? ''
  await putMembership(database, { ...membership, clinicId })
}

const byClinic = <T>(clinics: readonly string[], of: (slug: string) => T): Record<string, T> =>
  Object.fromEntries(clinics.map((slug) => [slug, of(slug)]))
