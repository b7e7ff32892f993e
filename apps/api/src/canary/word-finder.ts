import { disguisesOf } from './disguises.ts'

/** Somebody who reads bytes as they come, in pieces that may cut a word. */
export interface Reader {
  read(bytes: Uint8Array): void
  /** What was found up to now, as `word (disguise)`, each once. */
  readonly found: readonly string[]
}

/**
 * Looks for many words in all their disguises, whatever the case of their letters, in one pass over the bytes
 * (Aho and Corasick's automaton: one table, a row a state, a column a byte).
 */
export class WordFinder {
  /** Where each byte leads from each state; states are counted in steps of 256 */
  #next = new Int32Array(256).fill(-1)
  /** What is found by arriving at a state */
  readonly #arrivals = new Map<number, string[]>()
  /** By state / 256: whether anything is */
  readonly #arrives: Uint8Array
  #states = 1

  /** @param words by the name that a finding is told under; a secret's must not be the secret */
  constructor(words: ReadonlyMap<string, string | Buffer>) {
    for (const [name, word] of words) {
      for (const disguise of disguisesOf(word)) this.#add(disguise.bytes, `${name} (${disguise.name})`)
    }
    this.#link()
    this.#arrives = new Uint8Array(this.#states)
    for (const state of this.#arrivals.keys()) this.#arrives[state >> 8] = 1
  }

  open(): Reader {
    const found = new Set<string>()
    let state = 0
    return {
      read: (bytes) => {
        const [next, arrives] = [this.#next, this.#arrives]
        for (let nth = 0; nth < bytes.length; nth++) {
          state = next[state + (bytes[nth] as number)] as number
          if (arrives[state >> 8] === 1) for (const one of this.#arrivals.get(state) ?? []) found.add(one)
        }
      },
      get found() {
        return [...found].sort()
      },
    }
  }

  findIn(text: string | Uint8Array): readonly string[] {
    const reader = this.open()
    reader.read(typeof text === 'string' ? Buffer.from(text) : text)
    return reader.found
  }

  #add(bytes: Buffer, name: string): void {
    let state = 0
    for (const byte of bytes) {
      if (this.#next[state + byte] === -1) {
        // the table may be another one afterwards
        const added = this.#newState()
        this.#next[state + byte] = added
      }
      state = this.#next[state + byte] as number
    }
    this.#arrivals.set(state, [...(this.#arrivals.get(state) ?? []), name])
  }

  #newState(): number {
    const state = this.#states++ * 256
    if (state === this.#next.length) {
      const larger = new Int32Array(this.#next.length * 2).fill(-1)
      larger.set(this.#next)
      this.#next = larger
    }
    return state
  }

  /** In order of depth: where nothing goes on, the longest end that begins another word does. */
  #link(): void {
    const next = this.#next
    const fallback = new Int32Array(this.#states)
    const waiting = [0]
    for (const state of waiting) {
      const back = fallback[state >> 8] as number
      const inherited = this.#arrivals.get(back)
      if (state !== 0 && inherited)
        this.#arrivals.set(state, [...(this.#arrivals.get(state) ?? []), ...inherited])
      for (let byte = 0; byte < 256; byte++) {
        const child = next[state + byte] as number
        const otherwise = state === 0 ? 0 : (next[back + byte] as number)
        if (child === -1) next[state + byte] = otherwise
        else {
          fallback[child >> 8] = otherwise
          waiting.push(child)
        }
      }
      // a capital is read as its small letter, which is what the words are made of
      for (let byte = 65; byte <= 90; byte++) next[state + byte] = next[state + byte + 32] as number
    }
  }
}
