import type { Person } from './people.ts'
import { actsFor } from './people.ts'
import type { People } from './plant-people.ts'
import { canaryReason } from './plant-visits.ts'
import type { Planted } from './records.ts'

/** A text of somebody's, and who may read it. */
export interface Canary {
  readonly text: string
  readonly of: string
  /** The patient whom it tells of */
  readonly patientId?: string
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
    ...patients.flatMap(({ name, knownAs = '', email = '', patientId = '' }) =>
      [knownAs, email, patientId].map((text) => ofPatient(text, `${name}'s`, patientId, records)),
    ),
    ...dependents.map((text) => ofPatient(text, "the dependent's", child, records)),
    ofPatient(child, "the dependent's", child, records),
    ...[child, ...patients.map(({ patientId = '' }) => patientId)].map((id) =>
      ofPatient(canaryReason(id), 'a reason', id, records),
    ),
    ...everybody.filter(isMember).map(ofMember),
    ...[...new Set(records.map(({ clinic }) => clinic))].flatMap((slug) => (slug ? [ofDoctors(slug)] : [])),
    ...records.filter(({ kind }) => someones.has(kind)).map(ofRecord),
  ]
}

const someones = new Set(['appointment', 'hold', 'booking request', 'waitlist entry'])
const isMember = ({ roles, operator }: Person) => operator === true || Object.keys(roles).length > 0

function ofPatient(text: string, of: string, patientId: string, records: readonly Planted[]): Canary {
  const visits = records.filter((record) => record.kind === 'patient' && record.id === patientId)
  return { text, of, patientId, mayRead: (person, clinic) => concerns(person, clinic, patientId, visits) }
}

const ofRecord = (record: Planted): Canary => ({
  text: record.id,
  of: `a ${record.kind}`,
  ...(record.patientId !== undefined && { patientId: record.patientId }),
  mayRead: (person, clinic) => concerns(person, clinic, record.patientId ?? '', [record]),
})

/** An account's address is its own; the admin of its clinic sees who works there. */
const ofMember = ({ name, email = '', roles }: Person): Canary => ({
  text: email,
  of: `${name}'s address`,
  mayRead: (person, clinic) =>
    person.name === name ||
    (clinic !== undefined && clinic in roles && person.roles[clinic] === 'clinic_admin'),
})

/** How to reach a doctor is for the desk. */
const ofDoctors = (slug: string): Canary => ({
  text: canaryDoctorAddress(slug),
  of: "a doctor's address",
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
