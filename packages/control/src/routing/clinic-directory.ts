import { Refusal } from '@polyclinic/contract'
import { LRUCache } from 'lru-cache'
import type { ControlPlane } from '../control-plane.ts'
import { answeredWithin } from './answered-within.ts'
import type { ClinicRoute } from './clinic-route.ts'
import { credentialPlace } from './credential-place.ts'
import { findRoute, type RouteKind } from './route-queries.ts'

export interface DirectoryOptions {
  /** Names kept in this process: so many known ones, and at most as many unknown */
  readonly size?: number
  /** How long a route is believed without asking again, should a notification be lost */
  readonly freshMilliseconds?: number
  /** How long an unknown name is remembered, so that a scan cannot hammer the control plane */
  readonly unknownMilliseconds?: number
  /** How long a route goes on serving while nobody can be asked */
  readonly staleMilliseconds?: number
}

type Key = `${RouteKind}:${string}`

interface Known {
  readonly route: ClinicRoute
  readonly loadedAt: number
  /** Until then it is believed without asking. */
  freshUntil: number
}

/** With an older answer at hand, the control plane is waited for so long, and left alone so long when it fails. */
const patienceMilliseconds = 1_000

/**
 * Finds a clinic's route by slug, host or id. Bounded, asked once for many callers at the same moment, dropped at a
 * notification; while the control plane is down a known route goes on serving.
 */
export class ClinicDirectory {
  readonly #control: ControlPlane
  readonly #fresh: number
  readonly #stale: number
  readonly #routes: LRUCache<Key, Known>
  readonly #unknown: LRUCache<Key, true>
  /** Asked at this moment. What is dropped from here while it is on its way is not kept when it arrives. */
  readonly #loading = new Map<Key, Promise<ClinicRoute | undefined>>()
  /** Which keys lead to a clinic, so that a change drops them all. */
  readonly #keysOf = new Map<string, Set<Key>>()

  constructor(control: ControlPlane, options: DirectoryOptions = {}) {
    const size = options.size ?? 20_000
    this.#control = control
    this.#fresh = options.freshMilliseconds ?? 30_000
    this.#stale = options.staleMilliseconds ?? 24 * 3_600_000
    this.#unknown = new LRUCache({ max: Math.min(size, 10_000), ttl: options.unknownMilliseconds ?? 2_000 })
    this.#routes = new LRUCache({
      max: size,
      dispose: ({ route }, key, reason) => {
        if (reason !== 'set') this.#unlink(route.id, key)
      },
    })
  }

  /** The route, or undefined where no clinic has that name. Throws where the control plane is away and none is known. */
  async find(kind: RouteKind, value: string): Promise<ClinicRoute | undefined> {
    const key: Key = `${kind}:${value}`
    if (this.#unknown.has(key)) return undefined
    const known = this.#routes.get(key)
    if (!known) return this.#load(key)
    if (Date.now() < known.freshUntil) return known.route
    try {
      return await answeredWithin(patienceMilliseconds, this.#load(key))
    } catch (error) {
      if (Date.now() - known.loadedAt > this.#stale) throw error
      known.freshUntil = Date.now() + patienceMilliseconds
      return known.route
    }
  }

  /** The route of a clinic that may be reached, or `clinic-unknown`: an archived one is as good as absent. */
  async require(kind: RouteKind, value: string): Promise<ClinicRoute> {
    const route = await this.find(kind, value)
    if (!route || !reachableStates.has(route.state)) throw new Refusal('clinic-unknown', {})
    return route
  }

  /** Forgets what is known of one clinic; of all with `*`. */
  forget(clinicId: string): void {
    this.#doubt()
    const keys = clinicId === '*' ? [...this.#routes.keys()] : [...(this.#keysOf.get(clinicId) ?? [])]
    for (const key of keys) this.#routes.delete(key)
  }

  /** Believes nothing without asking, yet still serves what is known when the control plane is away. */
  distrust(): void {
    this.#doubt()
    for (const known of this.#routes.values()) known.freshUntil = 0
  }

  /** Names known and unknown that are kept at this moment */
  get size(): number {
    return this.#routes.size + this.#unknown.size
  }

  /** An answer that was asked for before a change may arrive after it: whoever comes now asks anew. */
  #doubt(): void {
    this.#unknown.clear()
    this.#loading.clear()
  }

  #load(key: Key): Promise<ClinicRoute | undefined> {
    const underWay = this.#loading.get(key)
    if (underWay) return underWay
    const load = this.#ask(key).then(
      (route) => {
        if (this.#loading.get(key) === load) this.#keep(key, route)
        return route
      },
      (error) => {
        if (this.#loading.get(key) === load) this.#loading.delete(key)
        throw error
      },
    )
    this.#loading.set(key, load)
    return load
  }

  async #ask(key: Key): Promise<ClinicRoute | undefined> {
    const { database, vault } = this.#control
    const at = key.indexOf(':')
    const row = await findRoute(database, key.slice(0, at) as RouteKind, key.slice(at + 1))
    if (!row) return undefined
    const { credential, ...place } = row
    return { ...place, password: vault.openSecret(credential, credentialPlace(row.id)) }
  }

  #keep(key: Key, route: ClinicRoute | undefined): void {
    this.#loading.delete(key)
    this.#routes.delete(key)
    if (!route) {
      this.#unknown.set(key, true)
      return
    }
    const loadedAt = Date.now()
    this.#routes.set(key, { route, loadedAt, freshUntil: loadedAt + this.#fresh })
    const keys = this.#keysOf.get(route.id) ?? new Set()
    this.#keysOf.set(route.id, keys.add(key))
  }

  #unlink(clinicId: string, key: Key): void {
    const keys = this.#keysOf.get(clinicId)
    keys?.delete(key)
    if (keys?.size === 0) this.#keysOf.delete(clinicId)
  }
}

// a provisioning clinic is not there yet; a moving one is, behind its gate
const reachableStates = new Set(['active', 'suspended', 'moving'])
