import type { Capacity, Role } from '@polyclinic/guard'

export type PersonName =
  | 'nobody'
  | 'patient'
  | 'other patient'
  | 'guardian'
  | 'doctor'
  | 'other doctor'
  | 'staff'
  | 'admin'
  | 'operator'
  | 'patient elsewhere'
  | 'doctor elsewhere'
  | 'staff elsewhere'
  | 'admin elsewhere'

/** Somebody of the planted world, as the matrix knows them without asking the service. */
export interface Person {
  readonly name: PersonName
  readonly token?: string
  /** A patient's name, as it stands nowhere else */
  readonly knownAs?: string
  readonly email?: string
  readonly patientId?: string
  readonly operator?: boolean
  /** The patients whom they act for besides themselves */
  readonly guards: readonly string[]
  /** Their role at a clinic, by its slug */
  readonly roles: Readonly<Record<string, Role>>
  /** Which doctor they are at a clinic, by its slug */
  readonly doctors: Readonly<Record<string, string>>
}

/** What somebody may come in as: written anew here, so that a mistake of `authorise` is not repeated. */
export function capacitiesAt(person: Person, clinic: string | undefined): ReadonlySet<Capacity> {
  const held = new Set<Capacity>(['anyone'])
  if (person.patientId !== undefined) held.add('patient')
  if (person.operator) held.add('operator')
  for (const [slug, role] of Object.entries(person.roles)) if (!clinic || slug === clinic) held.add(role)
  return held
}

export const actsFor = (person: Person, patientId: string | undefined): boolean =>
  patientId !== undefined && (person.patientId === patientId || person.guards.includes(patientId))
