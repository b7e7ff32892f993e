import { randomUUID } from 'node:crypto'
import type { Action, Capacity } from '@polyclinic/guard'
import { actsFor, type Person } from './people.ts'
import { type Kind, kindsOfLists, kindsOfParameters, type Planted } from './records.ts'
import { namesInPath, type RouteId, routeOf } from './route-ids.ts'
import { namedInside } from './sample-requests.ts'
import { holdsAreOwn, type Reach, whose } from './whose.ts'

/** What a cell names: in the path, or inside the body or the query. */
export interface Target {
  readonly label: string
  readonly params: Readonly<Record<string, string>>
  readonly named: string
  /** What is really there; undefined where nothing is, or not there, or not below that parent */
  readonly record?: Planted
  /** What a cell must be told apart from by nothing, when its actor does not reach the record */
  readonly twin: string
}

/** What the last name of the path stands for; undefined where the path names nothing. Throws a sentence for a new one. */
export function kindOf(id: RouteId): Kind | undefined {
  const name = namesInPath(id).at(-1)
  if (name === undefined) return namedInside[id]
  const { path } = routeOf(id)
  const kind = kindsOfLists[path.slice(0, path.indexOf(`/{${name}}`))] ?? kindsOfParameters[name]
  if (kind) return kind
  throw new Error(
    `The route ${id} names {${name}}, of which the matrix has no records: say what it is in apps/api/src/matrix/records.ts, and plant some in plant-world.ts.`,
  )
}

/** Every id that a route is asked about at a clinic: each that is there, one of another clinic, one that never was. */
export function targetsOf(id: RouteId, clinic: string | undefined, records: readonly Planted[]): Target[] {
  const kind = kindOf(id)
  if (!kind) return [{ label: 'none', params: paramsOf(id, [], records, clinic), named: '', twin: '' }]
  const ofKind = records.filter((record) => record.kind === kind)
  const there = ofKind.filter((record) => record.clinic === clinic)
  const away = ofKind.filter(
    (record) => record.clinic !== clinic && !there.some(({ id }) => id === record.id),
  )
  const make = (
    label: string,
    one: { id: string; parent?: string | undefined },
    twin: string,
    record?: Planted,
  ): Target => ({
    label,
    ...(inPath(id)
      ? { params: paramsOf(id, [one.parent, one.id], records, clinic), named: '' }
      : { params: paramsOf(id, [], records, clinic), named: one.id }),
    twin,
    ...(record && { record }),
  })
  const parents = [...new Set(there.flatMap(({ parent }) => (parent ? [parent] : [])))]
  const absent = [...parents, undefined].map((parent) =>
    make(absentBelow(parent), { id: nothing(kind), parent: parent ?? absentParent }, absentBelow(parent)),
  )
  return [
    ...there.map((record, nth) => make(`there ${nth + 1}`, record, absentBelow(undefined), record)),
    ...absent,
    ...away
      .slice(0, 2)
      .map((record) =>
        make(
          'of another clinic',
          { id: record.id, parent: parents[0] ?? absentParent },
          absentBelow(parents[0]),
          record,
        ),
      ),
    ...there.flatMap((record) =>
      parents
        .filter((parent) => parent !== record.parent)
        .map((parent) => make('below another parent', { id: record.id, parent }, absentBelow(parent))),
    ),
  ]
}

const absentParent = randomUUID()
const absentId = randomUUID()
const nothing = (kind: Kind): string => (kind === 'registered clinic' ? 'no-such-clinic' : absentId)
const absentBelow = (parent: string | undefined): string => (parent ? `absent below ${parent}` : 'absent')
const inPath = (id: RouteId): boolean => namesInPath(id).length > 0

/** Fills the names of the path from its end; a name that the target does not give gets a record that is there. */
function paramsOf(
  id: RouteId,
  given: readonly (string | undefined)[],
  records: readonly Planted[],
  clinic: string | undefined,
) {
  const names = namesInPath(id).toReversed()
  const values = given.toReversed()
  return Object.fromEntries(
    names.map((name, nth) => [name, values[nth] ?? firstOf(records, kindsOfParameters[name], clinic)]),
  )
}

const firstOf = (records: readonly Planted[], kind: Kind | undefined, clinic: string | undefined): string =>
  records.find((record) => record.kind === kind && record.clinic === clinic)?.id ?? absentId

/**
 * Whether somebody who came in under an action reaches that record, by the table of whose. What lies in another clinic
 * nobody reaches, but a patient may be a new one here.
 */
export function reaches(
  person: Person,
  action: Action,
  admitted: ReadonlySet<Capacity>,
  record: Planted,
  clinic: string | undefined,
): boolean {
  const here = record.clinic === clinic
  const acts = actsFor(person, record.patientId) || record.person === person.name
  const own = acts && (here || record.kind === 'patient')
  const ofDoctor = here && clinic !== undefined && person.doctors[clinic] === record.doctorId
  const belongs = [record.patientId, record.doctorId, record.person].some((whom) => whom !== undefined)
  const table: Readonly<Partial<Record<Capacity, Reach>>> =
    (record.kind === 'hold' ? holdsAreOwn : whose[action]) ?? {}
  return [...admitted].some((capacity) => {
    if ((table[capacity] ?? 'all') === 'all' || !belongs) return here
    return capacity === 'doctor' ? ofDoctor : own
  })
}
