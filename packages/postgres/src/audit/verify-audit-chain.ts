import type { Queryable } from '../pools/index.ts'
import { findLinks, findUnlinked } from './audit-queries.ts'
import { type ChainRow, linkHash } from './chain-bytes.ts'

/** What is wrong with a chain. `inserted`: an entry that was not there when what follows it was sealed. */
export interface AuditFault {
  readonly kind: 'edited' | 'deleted' | 'reordered' | 'inserted' | 'gap' | 'tail-cut' | 'anchor-differs'
  /** The link, or the first one that is missing */
  readonly seq?: number
  readonly entryId?: string
}

export interface AuditVerdict {
  readonly entries: number
  /** The last link's number; 0 for no chain yet */
  readonly sealedTo: number
  readonly unsealed: number
  /** The first ones: as many as are kept */
  readonly faults: readonly AuditFault[]
  /** How many there are */
  readonly faultCount: number
}

/** Heads that were noted elsewhere, from `after` on in order, all that are known of one number together. */
export type Anchors = (
  after: number,
  limit: number,
) => Promise<readonly { readonly seq: number; readonly hashes: readonly string[] }[]>

const atOnce = 1_000
const mostFaults = 100

/**
 * Recomputes a chain from its entries, a batch at a time, and holds it against its anchors. Writing and sealing may go
 * on meanwhile.
 * @param anchors those noted before it begins; none for a chain that nobody anchors
 */
export async function verifyAuditChain(
  db: Queryable,
  anchors: Anchors = () => Promise.resolve([]),
): Promise<AuditVerdict> {
  const faults = new Faults()
  const walk = new Walk(faults)
  // read before the links: one noted while we walk may lie beyond what we have seen
  const noted = await AnchorReader.open(anchors)
  for (;;) {
    const rows = await findLinks(db, walk.seq, atOnce)
    for (const row of rows) {
      walk.step(row)
      const hashes = await noted.hashesAt(row.seq, faults)
      const stored = row.hash.toString('hex')
      if (hashes.some((hash) => hash !== stored)) faults.add({ kind: 'anchor-differs', seq: row.seq })
    }
    if (rows.length < atOnce) break
  }
  await noted.finish(walk.seq, faults)
  walk.finish()
  const { entries, unsealed, behind } = await findUnlinked(db, mostFaults)
  for (const entryId of behind) faults.add({ kind: 'inserted', entryId })
  return { entries, unsealed, sealedTo: walk.seq, faults: faults.first, faultCount: faults.count }
}

class Faults {
  readonly first: AuditFault[] = []
  count = 0

  add(fault: AuditFault): void {
    this.count += 1
    if (this.first.length < mostFaults) this.first.push(fault)
  }
}

interface Suspect {
  readonly row: ChainRow
  readonly previous: Buffer
}

/** Goes along the links. A fault does not spoil what follows: each link is held against the one stored before it. */
class Walk {
  seq = 0
  /** Undefined after a gap: what follows it cannot be recomputed */
  #previous: Buffer | undefined = Buffer.alloc(0)
  readonly #faults: Faults
  readonly #suspects: Suspect[] = []

  constructor(faults: Faults) {
    this.#faults = faults
  }

  step(row: ChainRow): void {
    if (row.seq !== this.seq + 1) {
      this.#faults.add({ kind: 'gap', seq: this.seq + 1 })
      this.#previous = undefined
    }
    if (row.id === null) {
      this.#faults.add({ kind: 'deleted', seq: row.seq, entryId: row.entryId })
    } else if (this.#previous && !linkHash(this.#previous, row, row.seq).equals(row.hash)) {
      const suspect = { row, previous: this.#previous }
      if (this.#suspects.length < mostFaults) this.#suspects.push(suspect)
      else this.#judge(suspect)
    }
    this.seq = row.seq
    this.#previous = row.hash
  }

  finish(): void {
    for (const suspect of this.#suspects) this.#judge(suspect)
  }

  /** An entry that fits where another one stands has changed places; one that fits nowhere was edited. */
  #judge({ row, previous }: Suspect): void {
    const moved = this.#suspects.some(
      (other) =>
        other.row !== row &&
        // its place has the other's entry, or it is a link that stood in the other's place
        (linkHash(previous, other.row, row.seq).equals(row.hash) ||
          linkHash(other.previous, row, other.row.seq).equals(row.hash)),
    )
    this.#faults.add({ kind: moved ? 'reordered' : 'edited', seq: row.seq, entryId: row.entryId })
  }
}

type Anchor = Awaited<ReturnType<Anchors>>[number]

/** Reads anchors beside the links, both in the order of their numbers. */
class AnchorReader {
  readonly #anchors: Anchors
  #page: readonly Anchor[]
  #next = 0

  private constructor(anchors: Anchors, page: readonly Anchor[]) {
    this.#anchors = anchors
    this.#page = page
  }

  static async open(anchors: Anchors): Promise<AnchorReader> {
    return new AnchorReader(anchors, await anchors(0, atOnce))
  }

  async hashesAt(seq: number, faults: Faults): Promise<readonly string[]> {
    for (let anchor = await this.#peek(); anchor && anchor.seq <= seq; anchor = await this.#peek()) {
      this.#next += 1
      if (anchor.seq === seq) return anchor.hashes
      // a link that was anchored and is gone: its gap is told, and that it was there
      faults.add({ kind: 'anchor-differs', seq: anchor.seq })
    }
    return []
  }

  async finish(lastSeq: number, faults: Faults): Promise<void> {
    if ((await this.#peek()) !== undefined) faults.add({ kind: 'tail-cut', seq: lastSeq + 1 })
  }

  async #peek(): Promise<Anchor | undefined> {
    const last = this.#page.at(-1)
    if (this.#next >= this.#page.length && last && this.#page.length === atOnce) {
      this.#page = await this.#anchors(last.seq, atOnce)
      this.#next = 0
    }
    return this.#page[this.#next]
  }
}
