import { type Clinic, listTakenTimes, type TakenTimeRow } from '@polyclinic/clinic'
import type { BookingWarning, Overlap } from '@polyclinic/contract'
import { answeredWithin, type ControlPlane, sharingTimeWith, TakenTimes } from '@polyclinic/control'
import { type Actor, mayActFor } from '@polyclinic/guard'

/** So long a booking that is made waits for what else its patient has; then it is answered without. */
const patienceMilliseconds = 40
/** The look-up itself, which a booking goes beside. */
const longestMilliseconds = 150
/** A control plane that did not answer in time is not asked again for so long. */
const restMilliseconds = 1_000

interface Visit {
  readonly id: string
  readonly patientId: string
  readonly startsAt: string
  readonly endsAt: string
}

/** What was asked beside a booking. */
export interface Watching {
  /** What else the patient has at that time; undefined where nothing is known of it, or nothing may be told. */
  warningsFor(visit: Visit): Promise<BookingWarning[] | undefined>
}

/**
 * Looks, beside a booking, what else its patient has at that time: at this clinic as its own database says, at others as
 * was last heard from them. It holds no booking up: neither before it, nor for longer than a moment after it.
 */
export class OverlapWatch {
  readonly #taken: TakenTimes
  readonly #now: () => number
  #restsUntil = 0

  /** @param now milliseconds */
  constructor(control: ControlPlane, now: () => number = () => performance.now()) {
    this.#taken = new TakenTimes(control)
    this.#now = now
  }

  /** @param named whom the request names; oneself unless told */
  watch(clinic: Clinic, actor: Actor, named: string | undefined): Watching {
    const own = actor.kind === 'account' ? actor.patientId : undefined
    // the desk: no patient of their own, so nothing is asked for
    if (own === undefined) return unwatched
    const first = named ?? own
    // whoever is refused meanwhile never asks for it
    const asked = this.#lookUp(clinic, actor, first).catch(() => undefined)
    return {
      warningsFor: async (visit) => {
        // what is held for a dependent is booked without naming them
        const found = visit.patientId === first ? asked : this.#lookUp(clinic, actor, visit.patientId)
        try {
          return await answeredWithin(patienceMilliseconds, this.#tell(actor, visit, found))
        } catch {
          return undefined
        }
      },
    }
  }

  async #lookUp(clinic: Clinic, actor: Actor, patientId: string): Promise<Overlap[] | undefined> {
    if (!(await isTheirs(actor, patientId))) return undefined
    const [here, anywhere] = await Promise.all([
      listTakenTimes(clinic, actor, patientId).catch(() => undefined),
      this.#heardOf(actor, patientId),
    ])
    if (!here && !anywhere) return undefined
    const elsewhere = (anywhere ?? []).filter((each) => !here || each.clinic.slug !== clinic.slug)
    return [...(here ?? []).map((row) => takenHere(clinic, row)), ...elsewhere]
  }

  async #heardOf(actor: Actor, patientId: string): Promise<Overlap[] | undefined> {
    if (this.#now() < this.#restsUntil) return undefined
    try {
      return await answeredWithin(longestMilliseconds, this.#taken.of(actor, patientId))
    } catch {
      this.#restsUntil = this.#now() + restMilliseconds
      return undefined
    }
  }

  async #tell(
    actor: Actor,
    visit: Visit,
    asked: Promise<Overlap[] | undefined>,
  ): Promise<BookingWarning[] | undefined> {
    const taken = await asked
    if (!taken) return undefined
    const told = sharingTimeWith(visit, taken).filter(({ appointmentId }) => appointmentId !== visit.id)
    if (told.length > 0) await this.#taken.record(actor, visit.patientId, told)
    return told.map((overlap) => ({ code: 'overlap', ...overlap }))
  }
}

const unwatched: Watching = { warningsFor: async () => undefined }

/** Whether the actor is that patient or their guardian. Whoever stands at a desk is told nothing of anybody else. */
const isTheirs = (actor: Actor, patientId: string): Promise<boolean> =>
  actor.kind === 'account' && actor.patientId !== undefined
    ? mayActFor(
        actor,
        { capacities: new Set(['patient']), patientId: actor.patientId, atDesk: false },
        patientId,
      )
    : Promise.resolve(false)

const takenHere = ({ slug, name }: Clinic, row: TakenTimeRow): Overlap => ({
  appointmentId: row.id,
  clinic: { slug, name },
  doctor: { name: row.doctorName },
  held: row.held,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
})
