import type { KnownPatientDocument } from '@polyclinic/contract'
import { foldName, wordsOf } from './fold-name.ts'
import type { VersionRow } from './known-patient-queries.ts'

/** More are sorted anew together than put into their places one by one. */
const fewEnough = 100

interface Entry {
  readonly patientId: string
  readonly version: number
  /** Folded; sorts those without a name behind all others */
  readonly sorted: string
  readonly words: readonly string[]
  /** Digits, country first */
  readonly phones: readonly string[]
  readonly localNumber: string
}

/** A clinic's known patients by name, in memory, readable: nothing that is sealed can be searched or sorted elsewhere. */
export class PatientIndex {
  readonly #entries = new Map<string, Entry>()
  #sorted: Entry[] = []
  #unsorted: Entry[] = []

  get size(): number {
    return this.#entries.size
  }

  /** Lets go of those who are not the clinic's any more. @returns the identifiers of those who are new or have changed */
  take(versions: readonly VersionRow[]): string[] {
    for (const { patientId, living } of versions) if (!living) this.#remove(patientId)
    return versions
      .filter(({ patientId, version, living }) => living && this.#entries.get(patientId)?.version !== version)
      .map(({ patientId }) => patientId)
  }

  put({ id, version, name, phone, guardian, localNumber }: KnownPatientDocument): void {
    const folded = foldName(name ?? '')
    this.#remove(id)
    this.#unsorted.push({
      patientId: id,
      version,
      sorted: folded || '\uffff',
      words: wordsOf(folded),
      phones: [phone, guardian?.phone].flatMap((each) => (each ? [digitsOf(each)] : [])),
      localNumber: String(localNumber),
    })
  }

  /** To be called after the last `put`. */
  sort(): void {
    const added = this.#unsorted
    this.#unsorted = []
    for (const entry of added) this.#entries.set(entry.patientId, entry)
    if (added.length > fewEnough) this.#sorted = [...this.#entries.values()].sort(byName)
    else for (const entry of added) this.#sorted.splice(this.#placeAfter(entry), 0, entry)
  }

  #remove(patientId: string): void {
    const entry = this.#entries.get(patientId)
    if (!entry) return
    this.#entries.delete(patientId)
    const place = this.#placeAfter(entry) - 1
    if (this.#sorted[place] === entry) this.#sorted.splice(place, 1)
  }

  /**
   * One more than the limit, by name.
   * @param after the patient with whom the page before ended
   * @returns undefined where there is no such patient any more
   */
  find(search: string | undefined, limit: number, after: string | undefined): string[] | undefined {
    const matches = search === undefined ? () => true : matching(search)
    const last = after === undefined ? undefined : this.#entries.get(after)
    if (after !== undefined && !last) return undefined
    const found: string[] = []
    for (
      let at = last ? this.#placeAfter(last) : 0;
      at < this.#sorted.length && found.length <= limit;
      at++
    ) {
      const entry = this.#sorted[at]
      if (entry && matches(entry)) found.push(entry.patientId)
    }
    return found
  }

  #placeAfter(last: Entry): number {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const entry = this.#sorted[middle]
      if (entry && byName(entry, last) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byName = (a: Entry, b: Entry) => compare(a.sorted, b.sorted) || compare(a.patientId, b.patientId)
const digitsOf = (text: string) => text.replace(/\D/g, '')

/** A number as somebody says it, or the beginnings of words of a name in any order. */
function matching(search: string): (entry: Entry) => boolean {
  const asked = wordsOf(foldName(search))
  const byWords = ({ words }: Entry) => asked.every((each) => words.some((word) => word.startsWith(each)))
  if (/[^\d\s+()/.-]/.test(search)) return (entry) => asked.length > 0 && byWords(entry)
  // as it is dialled at home: without the country, with a zero before it
  const digits = digitsOf(search).replace(/^0+/, '')
  const byPhone = ({ phones }: Entry) =>
    phones.some((phone) => phone.startsWith(digits) || (digits.length >= 4 && phone.includes(digits)))
  return (entry) => digits !== '' && (entry.localNumber === digits || byPhone(entry))
}
