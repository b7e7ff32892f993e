/**
 * Brings questions that arrive together to a database in one statement: a lone one goes at once, what arrives while one
 * is under way shares the next. So that a question beside every request costs a busy database little.
 */
export class Gathering<Answer> {
  readonly #ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Answer>>
  #waiting = new Map<string, PromiseWithResolvers<Answer | undefined>>()
  #busy = false

  /** @param ask answers all of these keys; one that it leaves out is answered with undefined */
  constructor(ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Answer>>) {
    this.#ask = ask
  }

  of(key: string): Promise<Answer | undefined> {
    const known = this.#waiting.get(key)
    if (known) return known.promise
    const waiting = Promise.withResolvers<Answer | undefined>()
    this.#waiting.set(key, waiting)
    if (!this.#busy) void this.#send()
    return waiting.promise
  }

  async #send(): Promise<void> {
    this.#busy = true
    while (this.#waiting.size > 0) {
      const batch = this.#waiting
      this.#waiting = new Map()
      try {
        const answers = await this.#ask([...batch.keys()])
        for (const [key, { resolve }] of batch) resolve(answers.get(key))
      } catch (error) {
        for (const { reject } of batch.values()) reject(error)
      }
    }
    this.#busy = false
  }
}
