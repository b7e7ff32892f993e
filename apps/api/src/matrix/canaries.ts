import type { Person } from './people.ts'
import { actsFor, worksAt } from './people.ts'
import type { People } from './plant-people.ts'
import { canaryNote } from './plant-notes.ts'
import { canaryReason } from './plant-visits.ts'
import type { Kind, Planted } from './records.ts'

/** A text of somebody's, and who may read it. */
export interface Canary {
  readonly text: string
  readonly of: string
  /** Whom it tells of: a clinic that comes to know one of them may read it */
  readonly patients: readonly string[]
  /** @param clinic the clinic that was asked; undefined for the control plane */
  mayRead(person: Person, clinic: string | undefined): boolean
}

interface Given {
  readonly people: People
  readonly records: readonly Planted[]
  readonly dependents: readonly string[]
}

const desks = ['staff', 'clinic_admin'] as const

/** Everything in the planted world that is not for everybody: what patients are called, say and have, and addresses. */
export function canariesOf({ people, records, dependents }: Given): Canary[] {
  const everybody = Object.values(people)
  const patients = everybody.filter(({ patientId }) => patientId !== undefined)
  const [child = ''] = people.guardian.guards
  return [
    ...patients.flatMap(({ name, knownAs = '', patientId = '' }) =>
      [knownAs, patientId].map((text) => ofPatient(text, `${name}'s`, patientId, records)),
    ),
    ...everybody.flatMap((person) => (person.email ? [ofAddress(person, records)] : [])),
    ...dependents.map((text) => ofPatient(text, "the dependent's", child, records)),
    ofPatient(child, "the dependent's", child, records),
    ...[child, ...patients.map(({ patientId = '' }) => patientId)].map((id) =>
      ofPatient(canaryReason(id), 'a reason', id, records),
    ),
    ...[...new Set(records.map(({ clinic }) => clinic))].flatMap((slug) => (slug ? [ofDoctors(slug)] : [])),
    ...records.filter(({ kind }) => someones.has(kind)).map((record) => ofRecord(record)),
    ...records.flatMap((record) => (record.knownAs ? [ofRecord(record, record.knownAs)] : [])),
    ...records.filter(({ kind }) => kind === 'appointment').map(ofNote),
  ]
}

const someones: ReadonlySet<Kind> = new Set<Kind>([
  'appointment',
  'hold',
  'booking request',
  'waitlist entry',
  'duplicate',
  'own proposal',
  'desk proposal',
  'session',
  'member',
  'invitation',
])
/** For the clinic's admin, not for the rest of its desk. */
const admins: ReadonlySet<Kind> = new Set<Kind>(['member', 'invitation'])

function ofPatient(text: string, of: string, patientId: string, records: readonly Planted[]): Canary {
  const visits = records.filter((record) => record.kind === 'patient' && record.id === patientId)
  return {
    text,
    of,
    patients: [patientId],
    mayRead: (person, clinic) => concerns(person, clinic, patientId, visits),
  }
}

const ofRecord = (record: Planted, text = record.id): Canary => ({
  text,
  of: `a ${record.kind}`,
  patients: record.patientId === undefined ? [] : [record.patientId],
  mayRead: (person, clinic) =>
    admins.has(record.kind)
      ? clinic !== undefined && clinic === record.clinic && person.roles[clinic] === 'clinic_admin'
      : person.name === record.person || concerns(person, clinic, record.patientId ?? '', [record]),
})

/**
 * An account's address is its own; those who treat its patient or a dependent see it, and the admin of its clinic who
 * works there.
 */
function ofAddress(owner: Person, records: readonly Planted[]): Canary {
  const patients = [...(owner.patientId ? [owner.patientId] : []), ...owner.guards]
  const each = patients.map((id) => ofPatient('', '', id, records))
  return {
    text: owner.email ?? '',
    of: `${owner.name}'s address`,
    patients,
    mayRead: (person, clinic) =>
      person.name === owner.name ||
      each.some(({ mayRead }) => mayRead(person, clinic)) ||
      (clinic !== undefined && worksAt(owner, clinic) && person.roles[clinic] === 'clinic_admin'),
  }
}

/** What a doctor writes about a visit is for that doctor alone. */
const ofNote = ({ id, clinic, doctorId }: Planted): Canary => ({
  text: canaryNote(id),
  of: 'the notes of a visit',
  patients: [],
  mayRead: (person, asked) => clinic !== undefined && asked === clinic && person.doctors[clinic] === doctorId,
})

/** How to reach a doctor is for the desk. */
const ofDoctors = (slug: string): Canary => ({
  text: canaryDoctorAddress(slug),
  of: "a doctor's address",
  patients: [],
  mayRead: (person, clinic) => clinic === slug && desks.some((desk) => desk === person.roles[slug]),
})

export const canaryDoctorAddress = (slug: string): string => `canary-doctor@${slug}.test`

function concerns(
  person: Person,
  clinic: string | undefined,
  patientId: string,
  visits: readonly Planted[],
): boolean {
  if (actsFor(person, patientId)) return true
  return visits.some((visit) => {
    if (visit.clinic === undefined || visit.clinic !== clinic) return false
    const role = person.roles[clinic]
    if (role === 'doctor') return person.doctors[clinic] === visit.doctorId
    return desks.some((desk) => desk === role)
  })
}
