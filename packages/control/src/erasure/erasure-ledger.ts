import { constants } from 'node:fs'
import { access, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** One erasure, as it stands outside of every database. Identifiers only. */
export interface LedgerEntry {
  readonly erasureId: string
  readonly patientId: string
  readonly accountId?: string | undefined
  /** RFC 3339 */
  readonly at: string
}

/**
 * Remembers erasures where no restored copy of a database can bring somebody back. A line is on the disk before its
 * erasure commits: one that did not commit after all is carried out at the next start, on the side of privacy.
 */
export interface ErasureLedger {
  append(entry: LedgerEntry): Promise<void>
  /** One a patient, the last one told */
  read(): Promise<LedgerEntry[]>
}

export class LedgerUnusable extends Error {
  readonly code = 'ledger-unusable'
}

/** Opens the ledger, or begins it. @throws LedgerUnusable where it cannot be written */
export async function openErasureLedger(file: string): Promise<ErasureLedger> {
  try {
    await mkdir(dirname(file), { recursive: true })
    const handle = await open(file, 'a', 0o600)
    await handle.close()
    await access(file, constants.R_OK | constants.W_OK)
    await synchronise(dirname(file))
  } catch (error) {
    throw new LedgerUnusable(
      `The ledger of erasures ${file} cannot be written (${String((error as { code?: unknown }).code)}): name another file with POLYCLINIC_ERASURE_LEDGER.`,
    )
  }
  return { append: (entry) => append(file, entry), read: () => read(file) }
}

async function append(file: string, entry: LedgerEntry): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  try {
    // a new line first: whatever a killed process left unfinished stays a line of its own
    await handle.write(`\n${JSON.stringify(entry)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function read(file: string): Promise<LedgerEntry[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean)
  const entries = lines.map(parse).filter((entry) => entry !== undefined)
  return [...new Map(entries.map((entry) => [entry.patientId, entry])).values()]
}

/** A line that is no entry was never finished, so its erasure was never committed or acknowledged. */
function parse(line: string): LedgerEntry | undefined {
  try {
    const { erasureId, patientId, accountId, at } = JSON.parse(line)
    return [erasureId, patientId, at].every((each) => typeof each === 'string')
      ? { erasureId, patientId, accountId, at }
      : undefined
  } catch {
    return undefined
  }
}

async function synchronise(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
