import { createHash } from 'node:crypto'
import { type Action, type Capacity, policy, routePolicy } from '@polyclinic/guard'
import { endings } from './endings.ts'
import { capacitiesAt, type Person, type PersonName, withheldAt } from './people.ts'
import { type Place, places, type World } from './plant-world.ts'
import { type RouteId, routeOf } from './route-ids.ts'
import { reaches, type Target, targetsOf } from './targets.ts'

/** Who may do what, as the table said when this file was read: a table that is changed later is not believed. */
const admittedBy: Readonly<Record<Action, readonly Capacity[]>> = structuredClone(policy)

/**
 * What must come back. `in`: let in; `as absent`: told apart from the twin by nothing; `suspended`: admitted, but the
 * clinic takes nothing new at the moment.
 */
export type Expected = Refused | 'as absent' | 'suspended' | 'in'
export type Refused = 'not-signed-in' | 'not-allowed' | 'second-factor-needed' | 'clinic-unknown'

/** One question of the matrix. */
export interface Cell {
  readonly route: RouteId
  readonly person: Person
  readonly place: Place | 'service'
  /** The slug that is asked; undefined for the control plane */
  readonly clinic: string | undefined
  readonly target: Target
  readonly expected: Expected
}

export interface Extent {
  readonly routes: readonly RouteId[]
  /**
   * `whole`: each id for everybody everywhere. A seed: one id of each kind for everybody at home, and elsewhere for a
   * third of those who stand for all, whom the seed chooses.
   */
  readonly of: 'whole' | { readonly seed: number }
}

/** Every cell of these routes. Those that must change nothing come first, then what reads, then what writes. */
export function cellsOf(world: World, { routes, of }: Extent): Cell[] {
  const cells = routes.flatMap((route) =>
    placesOf(route).flatMap(([place, clinic]) =>
      Object.values(world.people).flatMap((person) => cellsAt(world, { route, place, clinic, person }, of)),
    ),
  )
  return cells
    .map((cell, nth) => ({ cell, nth }))
    .sort((a, b) => turnOf(a.cell) - turnOf(b.cell) || a.nth - b.nth)
    .map(({ cell }) => cell)
}

const placesOf = (route: RouteId): [Place | 'service', string | undefined][] =>
  routeOf(route).scope === 'service'
    ? [['service', undefined]]
    : (Object.entries(places) as [Place, string][])

type About = Pick<Cell, 'route' | 'place' | 'clinic' | 'person'>

function cellsAt(world: World, about: About, of: Extent['of']): Cell[] {
  const { route, clinic, place } = about
  // of a clinic that is none there are no records: those of one's own are named
  const targets = targetsOf(route, place === 'unknown' ? places.own : clinic, world.records)
  const cells = targets.map((target) => ({ ...about, target, expected: expect(about, target) }))
  if (of === 'whole') return cells
  return isChosen(about, of.seed) ? shortened(about, cells) : []
}

/** All of what is asked at home, and what says most elsewhere; of the rest one in three. */
function isChosen({ route, place, person }: About, seed: number): boolean {
  if (place === 'own' || place === 'service') return true
  if (place === 'suspended' && person.name === 'patient') return true
  const drawn = createHash('sha256').update(`${seed} ${route} ${place} ${person.name}`).digest()
  return drawn.readUInt32BE() % 3 === 0
}

/** One cell of each kind, by those who stand for all: what the suite asks every time. */
function shortened({ place, person }: About, cells: readonly Cell[]): Cell[] {
  if (place === 'unknown' && !askUnknown.has(person.name)) return []
  if (place === 'suspended' && !askSuspended.has(person.name)) return []
  if (cells.every(({ expected }) => outright.has(expected))) return cells.slice(0, 1)
  const seen = new Set<string>()
  return cells.filter(({ expected, target: { label } }) => {
    const kind = expected === 'as absent' && !label.startsWith('absent') ? label.replace(/ \d+$/, '') : label
    return seen.size < seen.add(kind).size
  })
}

const askUnknown: ReadonlySet<PersonName> = new Set(['nobody', 'patient', 'admin', 'operator'])
const askSuspended: ReadonlySet<PersonName> = new Set([
  'nobody',
  'patient',
  'guardian',
  'doctor',
  'admin',
  'staff elsewhere',
])
const outright: ReadonlySet<Expected> = new Set<Refused>([
  'not-signed-in',
  'not-allowed',
  'second-factor-needed',
  'clinic-unknown',
])

function expect({ route, place, clinic, person }: About, target: Target): Expected {
  const action: Action = routePolicy[route]
  const held = capacitiesAt(person, clinic)
  const admitted = new Set(admittedBy[action].filter((capacity) => held.has(capacity)))
  if (person.token === undefined && !admittedBy[action].includes('anyone')) return 'not-signed-in'
  if (place === 'unknown') return 'clinic-unknown'
  if (admitted.size === 0) {
    const withheld = withheldAt(person, clinic)
    return admittedBy[action].some((each) => withheld.has(each)) ? 'second-factor-needed' : 'not-allowed'
  }
  const names = target.label !== 'none'
  if (names && !(target.record && reaches(person, action, admitted, target.record, clinic)))
    return 'as absent'
  return place === 'suspended' && refusedWhileSuspended(route) ? 'suspended' : 'in'
}

/** What takes a time, or shows times to be taken. */
const refusedWhileSuspended = (route: RouteId): boolean =>
  routeOf(route).problems.includes('clinic-suspended') && !goesOn.has(route)
/** One slot may be looked at; nothing is offered on the waitlist meanwhile, so there is nothing to accept; a
 * link that counts is looked at before anything else. */
const goesOn: ReadonlySet<RouteId> = new Set(['showSlot', 'acceptOffer', 'moveManagedVisit'])

const methods = ['get', 'post', 'patch', 'put', 'delete']

function turnOf({ route, place, expected }: Cell): number {
  if (expected !== 'in') return 0
  if (endings.includes(route)) return methods.length + 1 + endings.indexOf(route)
  // a cancelling ends what else may be done; where nothing new is booked, it is what matters
  if (route === 'cancelWithReason') return place === 'suspended' ? 1.5 : methods.length - 0.5
  return 1 + methods.indexOf(routeOf(route).method)
}
