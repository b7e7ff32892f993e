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
  | 'staff without second factor'
  | 'chief without second factor'
  | 'removed member'
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
  /** What they would be besides in a session with a second factor */
  readonly withheld?: {
    readonly operator: boolean
    readonly roles: Readonly<Record<string, readonly Role[]>>
  }
  /** Which doctor they are at a clinic, by its slug */
  readonly doctors: Readonly<Record<string, string>>
}

/** What somebody may come in as: written anew here, so that a mistake of `authorise` is not repeated. */
export function capacitiesAt(person: Person, clinic: string | undefined): ReadonlySet<Capacity> {
  const held = new Set<Capacity>(['anyone'])
  if (person.token !== undefined) held.add('account')
  if (person.patientId !== undefined) held.add('patient')
  if (person.operator) held.add('operator')
  for (const [slug, role] of Object.entries(person.roles)) if (!clinic || slug === clinic) held.add(role)
  return held
}

/** What they are and do not count as in this session. */
export function withheldAt({ withheld }: Person, clinic: string | undefined): ReadonlySet<Capacity> {
  const held = new Set<Capacity>(withheld?.operator ? ['operator'] : [])
  for (const [slug, roles] of Object.entries(withheld?.roles ?? {}))
    if (!clinic || slug === clinic) for (const role of roles) held.add(role)
  return held
}

/** Whether they have a role there, one that counts or not: the clinic's admin sees their address. */
export const worksAt = ({ roles, withheld }: Person, clinic: string): boolean =>
  clinic in roles || clinic in (withheld?.roles ?? {})

export const actsFor = (person: Person, patientId: string | undefined): boolean =>
  patientId !== undefined && (person.patientId === patientId || person.guards.includes(patientId))
