import type { Call, Given } from './history.ts'
import type { Random } from './random.ts'

/** What the clients know together: the appointments as they were last seen, and who is known to the clinic. */
export class Board {
  readonly #seen = new Map<string, Given>()
  readonly #doubtful = new Set<string>()

  /** What is over is nobody's concern any more. */
  note(given: Given): void {
    this.#doubtful.delete(given.id)
    const newest = this.#seen.get(given.id)
    if (newest && newest.version > given.version) return
    if (given.status === 'booked' || given.status === 'arrived') this.#seen.set(given.id, given)
    else this.#seen.delete(given.id)
  }

  /** After a call that went wrong it must be looked at before it is used again. */
  doubt({ asked }: Call): void {
    if (asked.appointmentId !== undefined) this.#doubtful.add(asked.appointmentId)
  }

  isDoubtful(id: string): boolean {
    return this.#doubtful.has(id)
  }

  forget(id: string): void {
    this.#doubtful.delete(id)
    this.#seen.delete(id)
  }

  of(patientId: string): Given[] {
    return [...this.#seen.values()].filter((each) => each.patientId === patientId)
  }

  /** One that fits, or nothing. */
  some(random: Random, fits: (given: Given) => boolean): Given | undefined {
    const fitting = [...this.#seen.values()].filter(fits)
    return fitting.length > 0 ? random.oneOf(fitting) : undefined
  }
}
