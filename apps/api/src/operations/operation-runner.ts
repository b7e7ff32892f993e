import { OperationFailed, type Provisioner, runOperation, unfinishedOperations } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Logger } from 'pino'

export interface OperationRunnerOptions {
  readonly log: Logger
  /** How often to look for what a killed process left unfinished */
  readonly sweepMilliseconds?: number
}

const self: Actor = { kind: 'system', name: 'api' }
const atOnce = 2
const longestPause = 600_000

/** Carries operations on in the background: those begun over HTTP, and those that another process left unfinished. */
export class OperationRunner {
  readonly #provisioner: Provisioner
  readonly #log: Logger
  readonly #every: number
  readonly #waiting = new Set<string>()
  readonly #running = new Map<string, Promise<void>>()
  /** When a failed operation may be tried again: each failure doubles the pause. */
  readonly #pauses = new Map<string, { until: number; pause: number }>()
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(provisioner: Provisioner, options: OperationRunnerOptions) {
    this.#provisioner = provisioner
    this.#log = options.log
    this.#every = options.sweepMilliseconds ?? 15_000
  }

  start(): void {
    this.#timer = setInterval(() => void this.#sweep(), this.#every)
    this.#timer.unref()
  }

  /** Takes the operation up as soon as one of the lanes is free. */
  begin(operationId: string): void {
    if (this.#stopped || this.#running.has(operationId)) return
    this.#waiting.add(operationId)
    this.#fill()
  }

  /** Begins no more and waits for the steps under way; what is left another process carries on. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    this.#waiting.clear()
    await Promise.all(this.#running.values())
  }

  #fill(): void {
    for (const id of this.#waiting) {
      if (this.#running.size >= atOnce) return
      this.#waiting.delete(id)
      const run = this.#run(id).finally(() => {
        this.#running.delete(id)
        this.#fill()
      })
      this.#running.set(id, run)
    }
  }

  async #run(id: string): Promise<void> {
    try {
      await runOperation(this.#provisioner, id)
      this.#pauses.delete(id)
    } catch (error) {
      const pause = Math.min((this.#pauses.get(id)?.pause ?? this.#every / 2) * 2, longestPause)
      this.#pauses.set(id, { until: Date.now() + pause, pause })
      const why = error instanceof OperationFailed ? error.message : 'it ended unexpectedly'
      this.#log.error({ operation: id, why, err: error }, 'an operation on a clinic failed')
    }
  }

  async #sweep(): Promise<void> {
    const ids = await unfinishedOperations(this.#provisioner, self).catch(() => [])
    const now = Date.now()
    for (const id of ids) if ((this.#pauses.get(id)?.until ?? 0) <= now) this.begin(id)
  }
}
