/** Draws from a seed: the same seed gives the same numbers. */
export interface Random {
  /** From 0 on, below 1 */
  fraction(): number
  /** From 0 on, below `limit` */
  below(limit: number): number
  chance(probability: number): boolean
  /** @throws for an empty list */
  oneOf<T>(from: readonly T[]): T
  /** A name, as often as its weight says */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
}

/** mulberry32: 32 bits of state are enough to tell runs apart. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(fraction() * limit)
  return {
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    oneOf(from) {
      if (from.length === 0) throw new Error('there is nothing to draw from')
      return from[below(from.length)] as (typeof from)[number]
    },
    weighted(weights) {
      const names = Object.keys(weights) as (keyof typeof weights)[]
      let left = fraction() * names.reduce((sum, name) => sum + weights[name], 0)
      for (const name of names) {
        left -= weights[name]
        if (left < 0) return name
      }
      return names.at(-1) as (typeof names)[number]
    },
  }
}
