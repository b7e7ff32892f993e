import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { AuditEntry } from './audit-entry.ts'

export interface SpoolEvents {
  /** Entries that their database did not take are kept here. */
  onSpooled?(event: { name: string; entries: number; cause: unknown }): void
  onDrained?(event: { name: string; entries: number }): void
  /** The database does not take them yet. */
  onWaiting?(event: { name: string; cause: unknown }): void
}

const atOnce = 500

/**
 * Entries that their database does not take, in a directory of this machine: a file for each database, process and
 * time, a line of JSON an entry, on the disk before `append` returns. Processes may share the directory. A file is
 * drained by whoever comes, once nobody writes to it any more; twice does no harm, since entries have their identifiers.
 */
export class AuditSpool {
  readonly #directory: string
  readonly #events: SpoolEvents
  /** The files of this process that may still be written to, by database */
  readonly #open = new Map<string, string>()
  #waiting: Waiting[] = []
  #work: Promise<void> = Promise.resolve()

  constructor(directory: string, events: SpoolEvents = {}) {
    this.#directory = directory
    this.#events = events
  }

  /** @throws the file system's error where the disk does not take them either */
  append(name: string, entries: readonly AuditEntry[], cause?: unknown): Promise<void> {
    const waiting = { name, entries, settle: Promise.withResolvers<void>() }
    this.#waiting.push(waiting)
    // those that come while the disk works share its next turn
    if (this.#waiting.length === 1) void this.#inTurn(() => this.#write())
    return waiting.settle.promise.then(() =>
      this.#events.onSpooled?.({ name, entries: entries.length, cause }),
    )
  }

  /**
   * Brings what is there to where it belongs, in order; what is not taken stays.
   * @param insert puts entries into that database; those that are there already it leaves as they are
   */
  async drain(insert: (name: string, entries: AuditEntry[]) => Promise<void>): Promise<void> {
    const stuck = new Set<string>()
    for (const file of await this.#files()) {
      if (stuck.has(file.name) || !(await this.#close(file))) continue
      try {
        const entries = await drainFile(this.#path(ready(file)), (batch) => insert(file.name, batch))
        await rm(this.#path(ready(file)), { force: true })
        this.#events.onDrained?.({ name: file.name, entries })
      } catch (cause) {
        stuck.add(file.name)
        this.#events.onWaiting?.({ name: file.name, cause })
      }
    }
  }

  #path(file: string): string {
    return join(this.#directory, file)
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work)
    return this.#work
  }

  async #write(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    for (const [name, each] of Map.groupBy(batch, (waiting) => waiting.name)) {
      const lines = each.flatMap(({ entries }) => entries.map((entry) => `${JSON.stringify(entry)}\n`))
      try {
        await this.#appendLines(name, lines.join(''))
        for (const { settle } of each) settle.resolve()
      } catch (error) {
        // what was written of it may be cut off in the middle of a line: the next goes into a file of its own
        this.#open.delete(name)
        for (const { settle } of each) settle.reject(error)
      }
    }
  }

  async #appendLines(name: string, lines: string): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    const known = this.#open.get(name)
    const file = known ?? `${Date.now().toString().padStart(15, '0')}.${name}.${randomUUID()}.${process.pid}`
    this.#open.set(name, file)
    const handle = await open(this.#path(`${file}.open`), 'a', 0o600)
    try {
      await handle.writeFile(lines)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (!known) await syncDirectory(this.#directory)
  }

  async #files(): Promise<SpoolFile[]> {
    const names = await readdir(this.#directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    return names.toSorted().flatMap((file) => {
      const [, base, name, pid, state] = /^(\d+\.([^.]+)\.[^.]+\.(\d+))\.(open|ready)$/.exec(file) ?? []
      if (!base || !name || !pid) return []
      return [{ base, name, pid: Number(pid), isOpen: state === 'open' }]
    })
  }

  /** @returns whether nobody writes to it any more */
  async #close(file: SpoolFile): Promise<boolean> {
    if (!file.isOpen) return true
    const isOwn = this.#open.get(file.name) === file.base
    if (!isOwn && file.pid !== process.pid && isAlive(file.pid)) return false
    let closed = false
    await this.#inTurn(async () => {
      if (isOwn) this.#open.delete(file.name)
      closed = await rename(this.#path(`${file.base}.open`), this.#path(ready(file))).then(
        () => true,
        () => false,
      )
    })
    return closed
  }
}

interface Waiting {
  readonly name: string
  readonly entries: readonly AuditEntry[]
  readonly settle: PromiseWithResolvers<void>
}

interface SpoolFile {
  readonly base: string
  readonly name: string
  readonly pid: number
  readonly isOpen: boolean
}

const ready = ({ base }: SpoolFile): string => `${base}.ready`

/** A batch at a time, whatever its size. @returns how many */
async function drainFile(path: string, insert: (batch: AuditEntry[]) => Promise<void>): Promise<number> {
  let count = 0
  let batch: AuditEntry[] = []
  const flush = async () => {
    if (batch.length > 0) await insert(batch)
    count += batch.length
    batch = []
  }
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const entry = readLine(line)
    if (entry) batch.push(entry)
    if (batch.length === atOnce) await flush()
  }
  await flush()
  return count
}

/** Nothing for a line that was cut off: what it tells of was never shown to anybody. */
function readLine(line: string): AuditEntry | undefined {
  try {
    return JSON.parse(line) as AuditEntry
  } catch {
    return undefined
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  await handle.sync().finally(() => handle.close())
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
