import { Refusal } from '@polyclinic/contract'
import type { ControlPlane } from '../control-plane.ts'
import { LRUCache } from 'lru-cache'
import { credentialPlace } from './credential-place.ts'
import type { ClinicRoute } from './clinic-route.ts'
import { findRoute, type RouteKind } from './route-queries.ts'

export interface DirectoryOptions {
  /** Routes kept in this process */
  readonly size?: number
  /** How long a route is believed without asking again, should a notification be lost */
  readonly freshMilliseconds?: number
  /** How long an unknown name is remembered, so that a scan cannot hammer the control plane */
  readonly unknownMilliseconds?: number
}

type Key = `${RouteKind}:${string}`

/**
 * Finds a clinic's route by slug, host or id. Bounded, asked once for many callers at the same moment, dropped at a
 * notification; while the control plane is down a known route goes on serving.
 */
export class ClinicDirectory {
  readonly #routes: LRUCache<Key, ClinicRoute>
  readonly #unknown: LRUCache<Key, true>
  /** Which keys lead to a clinic, so that a change drops them all. */
  readonly #keysOf = new Map<string, Set<Key>>()

  constructor(control: ControlPlane, options: DirectoryOptions = {}) {
    const size = options.size ?? 20_000
    this.#unknown = new LRUCache({ max: 10_000, ttl: options.unknownMilliseconds ?? 2_000 })
    this.#routes = new LRUCache<Key, ClinicRoute>({
      max: size,
      ttl: options.freshMilliseconds ?? 30_000,
      allowStaleOnFetchRejection: true,
      noDeleteOnFetchRejection: true,
      fetchMethod: (key) => this.#load(control, key),
      disposeAfter: (route, key, reason) => {
        if (reason !== 'set') this.#keysOf.get(route.id)?.delete(key)
      },
    })
  }

  /** The route, or undefined where no clinic has that name. Throws where the control plane is away and none is known. */
  async find(kind: RouteKind, value: string): Promise<ClinicRoute | undefined> {
    const key: Key = `${kind}:${value}`
    if (this.#unknown.has(key)) return undefined
    return this.#routes.fetch(key)
  }

  /** The route of a clinic that may be reached, or `clinic-unknown`: an archived one is as good as absent. */
  async require(kind: RouteKind, value: string): Promise<ClinicRoute> {
    const route = await this.find(kind, value)
    if (!route || !reachableStates.has(route.state)) throw new Refusal('clinic-unknown', {})
    return route
  }

  /** Forgets what is known of one clinic; of all with `*`. */
  forget(clinicId: string): void {
    this.#unknown.clear()
    if (clinicId === '*') {
      this.#routes.clear()
      this.#keysOf.clear()
      return
    }
    for (const key of this.#keysOf.get(clinicId) ?? []) this.#routes.delete(key)
    this.#keysOf.delete(clinicId)
  }

  /** Believes nothing without asking, yet still serves what is known when the control plane is away. */
  distrust(): void {
    this.#unknown.clear()
    for (const [key, route] of this.#routes.entries()) this.#routes.set(key, route, { ttl: 1 })
  }

  get size(): number {
    return this.#routes.size
  }

  async #load(control: ControlPlane, key: Key): Promise<ClinicRoute | undefined> {
    const at = key.indexOf(':')
    const row = await findRoute(control.database, key.slice(0, at) as RouteKind, key.slice(at + 1))
    if (!row) {
      this.#unknown.set(key, true)
      return undefined
    }
    const { credential, ...place } = row
    const keys = this.#keysOf.get(row.id) ?? new Set()
    this.#keysOf.set(row.id, keys.add(key))
    return { ...place, password: control.vault.openSecret(credential, credentialPlace(row.id)) }
  }
}

// a provisioning clinic is not there yet; a moving one is, behind its gate
const reachableStates = new Set(['active', 'suspended', 'moving'])
