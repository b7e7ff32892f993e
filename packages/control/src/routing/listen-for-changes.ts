import type { Database } from '@polyclinic/postgres'

export interface ChangeListener {
  stop(): Promise<void>
}

export interface ListenOptions {
  /** What is done with the payload of each channel's notifications */
  readonly channels: Readonly<Record<string, (payload: string) => void>>
  /** Called after each (re)connection: what was announced meanwhile is lost. */
  onGap(): void
  /** First pause before another try; doubles to thirty times itself. */
  readonly retryMilliseconds?: number
}

/** Listens for the channels' notifications on one connection of its own, and comes back after each loss. */
export function listenForChanges(database: Database, options: ListenOptions): ChangeListener {
  const listener = new Listener(database, options)
  void listener.run()
  return listener
}

class Listener implements ChangeListener {
  readonly #database: Database
  readonly #options: ListenOptions
  readonly #stopping = Promise.withResolvers<void>()
  readonly #stopped = Promise.withResolvers<void>()

  constructor(database: Database, options: ListenOptions) {
    this.#database = database
    this.#options = options
  }

  async run(): Promise<void> {
    const first = this.#options.retryMilliseconds ?? 200
    let pause = first
    let stopped = false
    void this.#stopping.promise.then(() => {
      stopped = true
    })
    while (!stopped) {
      const listened = await this.#listenUntilLost()
      pause = listened ? first : Math.min(pause * 2, first * 30)
      if (!stopped) await Promise.race([sleep(pause), this.#stopping.promise])
    }
    this.#stopped.resolve()
  }

  stop(): Promise<void> {
    this.#stopping.resolve()
    return this.#stopped.promise
  }

  /** @returns whether it came as far as listening */
  async #listenUntilLost(): Promise<boolean> {
    const client = await this.#database.connect().catch(() => undefined)
    if (!client) return false
    const lost = Promise.withResolvers<void>()
    const { channels, onGap } = this.#options
    const onChange = (message: { channel: string; payload?: string | undefined }) =>
      channels[message.channel]?.(message.payload ?? '*')
    client.on('notification', onChange)
    client.on('error', () => lost.resolve())
    client.on('end', () => lost.resolve())
    try {
      for (const channel in channels) await client.query(`listen ${channel}`)
      onGap()
      await Promise.race([lost.promise, this.#stopping.promise])
      return true
    } catch {
      return false
    } finally {
      client.off('notification', onChange)
      // destroyed, not returned: a listening connection must not serve anybody else
      client.release(true)
    }
  }
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
