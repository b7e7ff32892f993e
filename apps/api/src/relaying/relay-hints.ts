import { answeredWithin, type ControlPlane, enqueueJobs, relayJob } from '@polyclinic/control'
import type { Logger } from 'pino'

const patienceMilliseconds = 2_000

interface Hinting {
  readonly control: ControlPlane
  readonly log: Logger
  readonly everyMilliseconds?: number
}

/**
 * Tells the worker which clinics have something to carry over: after the commit, beside the answer, for all clinics that
 * were touched meanwhile in one statement. A hint that is lost costs time only; the worker's sweep finds what it left.
 */
export class RelayHints {
  readonly #given: Hinting
  readonly #touched = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | undefined

  constructor(given: Hinting) {
    this.#given = given
  }

  touch(clinicId: string): void {
    this.#touched.add(clinicId)
  }

  start(): void {
    this.#timer = setInterval(() => void this.#tell(), this.#given.everyMilliseconds ?? 400)
    this.#timer.unref()
  }

  /** Tells once more and begins nothing after that. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#turn
    await this.#tell()
  }

  #tell(): Promise<void> {
    if (this.#touched.size === 0) return Promise.resolve()
    this.#turn ??= this.#tellAll().finally(() => {
      this.#turn = undefined
    })
    return this.#turn
  }

  async #tellAll(): Promise<void> {
    const { control, log } = this.#given
    const jobs = [...this.#touched].toSorted().map((clinicId) => relayJob(clinicId))
    this.#touched.clear()
    try {
      await answeredWithin(patienceMilliseconds, enqueueJobs(control.database, jobs))
    } catch (err) {
      log.warn({ err, clinics: jobs.length }, 'the queue was not told of events; the sweep will find them')
    }
  }
}
