import { setImmediate as turn } from 'node:timers/promises'
import { type Clinic, listTakenTimes, recordTakenTimes } from '@polyclinic/clinic'
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
  /** What else the patient has at that time, as far as it is known in time and may be told. */
  warningsFor(visit: Visit): Promise<BookingWarning[]>
}

/** Undefined where nobody has answered, or the actor is neither the patient nor their guardian. */
interface LookUp {
  readonly here: Promise<Overlap[] | undefined>
  readonly elsewhere: Promise<Overlap[] | undefined>
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
    const asked = this.#lookUp(clinic, actor, first)
    return {
      warningsFor: async (visit) => {
        // what is held for a dependent is booked without naming them
        const { here, elsewhere } =
          visit.patientId === first ? asked : this.#lookUp(clinic, actor, visit.patientId)
        const told = await Promise.all([
          inTime(this.#tell(visit, here, (ids) => recordTakenTimes(clinic, actor, visit.patientId, ids))),
          inTime(this.#tell(visit, elsewhere, (ids) => this.#taken.record(actor, visit.patientId, ids))),
        ])
        return told.flatMap((part) => part ?? [])
      },
    }
  }

  #lookUp(clinic: Clinic, actor: Actor, patientId: string): LookUp {
    // the booking's own statement is on its way first: the clinic may have one connection
    const theirs = turn().then(() => isTheirs(actor, patientId))
    const asking = async <T>(ask: () => Promise<T>) => ((await theirs) ? await ask() : undefined)
    return {
      // whoever is refused meanwhile never asks for it
      here: asking(() => takenHere(clinic, actor, patientId)).catch(() => undefined),
      elsewhere: asking(() => this.#heardOf(clinic, actor, patientId)).catch(() => undefined),
    }
  }

  async #heardOf(clinic: Clinic, actor: Actor, patientId: string): Promise<Overlap[] | undefined> {
    if (this.#now() < this.#restsUntil) return undefined
    try {
      const heard = await answeredWithin(longestMilliseconds, this.#taken.of(actor, patientId))
      return heard?.filter((each) => each.clinic.slug !== clinic.slug)
    } catch {
      this.#restsUntil = this.#now() + restMilliseconds
      return undefined
    }
  }

  async #tell(
    visit: Visit,
    asked: Promise<Overlap[] | undefined>,
    record: (ids: readonly string[]) => Promise<void>,
  ): Promise<BookingWarning[]> {
    const taken = (await inTime(asked)) ?? []
    const told = sharingTimeWith(visit, taken).filter(({ appointmentId }) => appointmentId !== visit.id)
    // nobody reads unrecorded
    if (told.length > 0) await record(told.map(({ appointmentId }) => appointmentId))
    return told.map((overlap) => ({ code: 'overlap', ...overlap }))
  }
}

const unwatched: Watching = { warningsFor: async () => [] }

const inTime = <T>(work: Promise<T>): Promise<T | undefined> =>
  answeredWithin(patienceMilliseconds, work).catch(() => undefined)

/** Whether the actor is that patient or their guardian. Whoever stands at a desk is told nothing of anybody else. */
const isTheirs = (actor: Actor, patientId: string): Promise<boolean> =>
  actor.kind === 'account' && actor.patientId !== undefined
    ? mayActFor(
        actor,
        { capacities: new Set(['patient']), patientId: actor.patientId, atDesk: false },
        patientId,
      )
    : Promise.resolve(false)

async function takenHere(clinic: Clinic, actor: Actor, patientId: string): Promise<Overlap[]> {
  const { slug, name } = clinic
  const rows = await listTakenTimes(clinic, actor, patientId)
  return rows.map((row) => ({
    appointmentId: row.id,
    clinic: { slug, name },
    doctor: { name: row.doctorName },
    held: row.held,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }))
}
