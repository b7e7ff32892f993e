import type { Database } from '@polyclinic/postgres'

export interface Watched {
  readonly database: Database
  /** How often something was asked. */
  readonly asked: number
  /** Keeps answers back, asked but not given, until `letGo`. */
  hold(): void
  /** Resolves when an answer is being kept back. */
  held(): Promise<void>
  letGo(): void
  breakDown(): void
  mend(): void
}

/** A database whose queries are counted, and can be kept waiting or failing. */
export function watchDatabase(database: Database): Watched {
  let asked = 0
  let isBroken = false
  let gate: PromiseWithResolvers<void> | undefined
  const arrived = Promise.withResolvers<void>()
  const query: Database['query'] = async (text, values) => {
    asked++
    if (isBroken) throw new Error('the control plane is away')
    const waiting = gate
    const result = await database.query<any>(text as string, values)
    if (waiting) {
      arrived.resolve()
      await waiting.promise
    }
    return result
  }
  return {
    database: { ...database, query },
    get asked() {
      return asked
    },
    hold: () => void (gate = Promise.withResolvers()),
    held: () => arrived.promise,
    letGo() {
      gate?.resolve()
      gate = undefined
    },
    breakDown: () => void (isBroken = true),
    mend: () => void (isBroken = false),
  }
}
