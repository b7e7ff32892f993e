import type { ClinicEvent } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { Gathering } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { type Carried, CarriedElsewhere } from './carried.ts'
import { carryEvents, carryPages } from './carry-events.ts'
import type { Effect } from './effect.ts'

/** More than these fill a transaction of their own, and would only keep others waiting for it. */
const few = 50

/**
 * Carries events of many clinics for one process: those of clinics that come while others are under way share the next
 * transaction. So each clinic costs the less, the more of them have something to tell.
 */
export class Carrier {
  readonly #control: ControlPlane
  readonly #actor: Actor
  readonly #effects: readonly Effect[] | undefined
  readonly #pages = new Map<string, readonly ClinicEvent[]>()
  readonly #gathering = new Gathering<PromiseSettledResult<Carried>>((clinicIds) => this.#bring(clinicIds))

  /** @param effects all unless told */
  constructor(control: ControlPlane, actor: Actor, effects?: readonly Effect[]) {
    this.#control = control
    this.#actor = actor
    this.#effects = effects
  }

  /** As `carryEvents` does. */
  async carry(clinicId: string, events: readonly ClinicEvent[]): Promise<Carried> {
    if (events.length > few) return carryEvents(this.#control, this.#actor, clinicId, events, this.#effects)
    if (this.#pages.has(clinicId)) throw new CarriedElsewhere()
    this.#pages.set(clinicId, events)
    try {
      const ended = await this.#gathering.of(clinicId)
      if (ended?.status !== 'fulfilled') throw ended?.reason
      return ended.value
    } finally {
      this.#pages.delete(clinicId)
    }
  }

  async #bring(clinicIds: readonly string[]) {
    const pages = clinicIds.map((clinicId) => ({ clinicId, events: this.#pages.get(clinicId) ?? [] }))
    const ended = await carryPages(this.#control, this.#actor, pages, this.#effects)
    return new Map(clinicIds.flatMap((id, nth) => (ended[nth] ? [[id, ended[nth]] as const] : [])))
  }
}
