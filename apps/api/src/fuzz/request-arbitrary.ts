import { type Capacity, policy, routePolicy } from '@polyclinic/guard'
import fc from 'fast-check'
import { places, type World } from '../matrix/plant-world.ts'
import { kindOf } from '../matrix/targets.ts'
import { capacitiesAt, type PersonName } from '../matrix/people.ts'
import { kindsOfParameters } from '../matrix/records.ts'
import { namesInPath, type RouteId } from '../matrix/route-ids.ts'
import { arbitraryOfSchema } from './arbitrary-of-schema.ts'
import type { FuzzedDocument, Operation } from './document.ts'
import { hostileText, mutated } from './mutations.ts'

/** One request of the fuzzer, small enough to be printed and sent again. */
export interface Shot {
  readonly operation: Operation
  readonly person: PersonName
  readonly clinic: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Requests for one operation: valid by its schemas, bent a little, or hostile, with real identifiers mixed in. */
export function shotsAt(operation: Operation, document: FuzzedDocument, world: World): fc.Arbitrary<Shot> {
  const { parameters = [], requestBody } = operation
  const real = realIds(world)
  const within = (place: string) => parameters.filter((parameter) => parameter.in === place)
  const value = (name: string, schema: object) => {
    const fitting = idsFor(operation, name, world)
    const drawn = arbitraryOfSchema(schema, document.schemas).map(String)
    return fc.oneof(
      { weight: 6, arbitrary: fitting.length > 0 ? fc.constantFrom(...fitting) : drawn },
      { weight: 3, arbitrary: drawn },
      { weight: 1, arbitrary: fc.oneof(hostileText, fc.constantFrom(...real)) },
    )
  }
  const schema = requestBody?.content?.['application/json']?.schema
  const body = schema && mutated(withReal(arbitraryOfSchema(schema, document.schemas), real))
  return fc.record({
    operation: fc.constant(operation),
    person: personFor(operation, world),
    clinic: fc.oneof(
      { weight: 5, arbitrary: fc.constant(places.own) },
      { weight: 4, arbitrary: fc.constantFrom(...Object.values(places)) },
      { weight: 1, arbitrary: hostileText.filter((text) => text !== '') },
    ),
    params: recordOf(
      within('path').filter(({ name }) => name !== 'clinic'),
      value,
      true,
    ),
    query: recordOf(within('query'), value, false),
    headers: headersFor(operation),
    body: body ?? fc.constant(undefined),
  })
}

const recordOf = (
  parameters: readonly { name: string; schema: object; required?: boolean }[],
  value: (name: string, schema: object) => fc.Arbitrary<string>,
  whole: boolean,
) =>
  fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, value(name, schema)])), {
    requiredKeys: parameters.filter(({ required }) => whole || required).map(({ name }) => name) as never[],
    noNullPrototype: true,
  }) as fc.Arbitrary<Record<string, string>>

function headersFor({ parameters = [] }: Operation): fc.Arbitrary<Record<string, string>> {
  const named = new Set(parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name))
  const key = fc.oneof(fc.uuid(), fc.constantFrom('same', ''))
  const version = fc.constantFrom(
    '"1"',
    '"2"',
    'W/"1"',
    '"999999"',
    '"2147483648"',
    '"999999999999999"',
    '*',
    '1',
    '""',
    '"99999999999999999999"',
  )
  return fc.record(
    {
      ...(named.has('If-Match') && { 'if-match': version }),
      ...(named.has('Idempotency-Key') && { 'idempotency-key': key }),
      ...(named.has('Prefer') && { prefer: fc.constantFrom('respond-async', 'wait=1', '') }),
    },
    {
      requiredKeys: ['if-match', 'idempotency-key'].filter((name) =>
        named.has(name === 'if-match' ? 'If-Match' : 'Idempotency-Key'),
      ) as never[],
      noNullPrototype: true,
    },
  ) as fc.Arbitrary<Record<string, string>>
}

/** Whoever may is asked more often than the others, since only they get behind the first line of a verb. */
function personFor({ operationId }: Operation, { people }: World): fc.Arbitrary<PersonName> {
  const everybody = Object.keys(people) as PersonName[]
  const admitted: readonly Capacity[] = policy[routePolicy[operationId as RouteId]]
  const may = everybody.filter((name) =>
    admitted.some((capacity) => capacitiesAt(people[name], undefined).has(capacity)),
  )
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...may) },
    { weight: 1, arbitrary: fc.constantFrom(...everybody) },
  )
}

const realIds = ({ records, slots }: World): string[] => [
  ...records.map(({ id }) => id),
  ...Object.values(slots).flatMap((some) => some.slice(0, 10)),
]

/** What that name stands for: records of its kind, of every clinic. */
function idsFor({ operationId }: Operation, name: string, { records }: World): string[] {
  const last = namesInPath(operationId as RouteId).at(-1) === name
  const kind = last ? kindOf(operationId as RouteId) : kindsOfParameters[name]
  // the suspended clinic is the one that may be archived or renamed without harm to the other shots
  if (kind === 'registered clinic') return [places.suspended]
  return records.filter((record) => record.kind === kind).map(({ id }) => id)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

/** Puts identifiers that are somebody's where a value drew ones of nobody, and the visit that the clinics offer. */
function withReal(values: fc.Arbitrary<unknown>, real: readonly string[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.infiniteStream(fc.constantFrom(...real)), fc.boolean())
    .map(([value, ids, replace]) =>
      replace
        ? JSON.parse(JSON.stringify(value ?? null), (key, each) => {
            if (key === 'visitType') return 'consultation'
            return typeof each === 'string' && uuid.test(each) ? ids.next().value : each
          })
        : value,
    )
}
