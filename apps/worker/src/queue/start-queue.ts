import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { openRunner, type QueueOptions, type Runner } from './open-runner.ts'

export interface Queue {
  /** Whether jobs are taken at this moment. */
  readonly working: boolean
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>
}

const longestPause = 15_000

/**
 * Works off the queue until it is stopped. A runner that ends by itself, because the control plane went away in the
 * middle of something, is replaced by another; what the old one held the watch frees.
 * @throws QueueNotInstalled, DatabaseUnavailable when the first runner cannot begin
 */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const queue = new SupervisedQueue(options, await openRunner(options))
  void queue.supervise()
  return queue
}

class SupervisedQueue implements Queue {
  readonly #options: QueueOptions
  readonly #log: Logger
  readonly #stopping = new AbortController()
  readonly #ended = Promise.withResolvers<void>()
  #runner: Runner | undefined

  constructor(options: QueueOptions, first: Runner) {
    this.#options = options
    this.#log = options.log
    this.#runner = first
  }

  get working(): boolean {
    return this.#runner?.watch.holding ?? false
  }

  async supervise(): Promise<void> {
    while (this.#runner) {
      await this.#runner.ended
      await this.#runner.watch.stop()
      this.#runner = undefined
      if (this.#stopping.signal.aborted) break
      this.#log.warn('the queue runner ended; another one begins')
      this.#runner = await this.#openAnother()
    }
    this.#ended.resolve()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#runner?.stop()
    await this.#ended.promise
  }

  /** Tries until it succeeds; gives nothing once the queue is stopped. */
  async #openAnother(): Promise<Runner | undefined> {
    for (let wait = 250; !this.#stopping.signal.aborted; wait = Math.min(wait * 2, longestPause)) {
      try {
        const runner = await openRunner(this.#options)
        // told to stop while it began
        if (this.#stopping.signal.aborted) await runner.stop()
        return runner
      } catch (err) {
        this.#log.warn({ err }, 'the queue cannot be worked off yet')
        await pause(wait, undefined, { signal: this.#stopping.signal }).catch(() => {})
      }
    }
    return undefined
  }
}
