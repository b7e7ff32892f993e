import { setImmediate as breathe } from 'node:timers/promises'
import type { Vault } from '@polyclinic/guard'
import type { Database } from '@polyclinic/postgres'
import { knownPatientDocument } from './known-patient-document.ts'
import { findKnownOf, findStamp, findVersions, type Stamp } from './known-patient-queries.ts'
import { PatientIndex } from './patient-index.ts'

/** What the index of a clinic is made from. */
interface Source {
  readonly id: string
  readonly database: Database
  readonly vault: Vault
}

interface Kept {
  readonly index: PatientIndex
  stamp: Stamp | undefined
  /** One refresh at a time; whoever comes later waits for it and looks again */
  refreshing: Promise<void>
  forget: NodeJS.Timeout | undefined
}

const idleMilliseconds = 60_000
/** Over all clinics of the process: some 500 bytes each. */
const mostPatients = 200_000
/** Opened before others get a turn: some 5 ms */
const atOnce = 250

/**
 * The readable indexes of the clinics whose desks are looking for somebody now. Made at the first search, held against
 * the database at each, forgotten a minute after the last.
 */
export class PatientIndexes {
  readonly #kept = new Map<string, Kept>()

  /** The clinic's index as its database is now. */
  async of(clinic: Source): Promise<PatientIndex> {
    const kept = this.#use(clinic.id)
    const refreshed = kept.refreshing.then(() => refresh(kept, clinic))
    // a refresh that failed is the trouble of whoever asked for it
    kept.refreshing = refreshed.catch(() => undefined)
    await refreshed
    this.#makeRoom(clinic.id)
    return kept.index
  }

  #use(id: string): Kept {
    const kept = this.#kept.get(id) ?? {
      index: new PatientIndex(),
      stamp: undefined,
      refreshing: Promise.resolve(),
      forget: undefined,
    }
    clearTimeout(kept.forget)
    kept.forget = setTimeout(() => this.#kept.delete(id), idleMilliseconds).unref()
    // the least recently used comes first
    this.#kept.delete(id)
    this.#kept.set(id, kept)
    return kept
  }

  #makeRoom(inUse: string): void {
    let sum = 0
    for (const { index } of this.#kept.values()) sum += index.size
    for (const [id, { index, forget }] of this.#kept) {
      if (sum <= mostPatients) return
      if (id === inUse) continue
      clearTimeout(forget)
      this.#kept.delete(id)
      sum -= index.size
    }
  }
}

async function refresh(kept: Kept, { database, vault }: Source): Promise<void> {
  const stamp = await findStamp(database)
  if (stamp.all === kept.stamp?.all) return
  await bring(kept.index, { database, vault }, kept.stamp?.newest ?? null)
  // whatever a look at the last changes cannot explain is looked for everywhere
  if (kept.index.size !== stamp.living) await bring(kept.index, { database, vault }, null)
  // what changed after the stamp was read is seen by the next one who looks
  kept.stamp = stamp
}

async function bring(
  index: PatientIndex,
  { database, vault }: Pick<Source, 'database' | 'vault'>,
  since: string | null,
): Promise<void> {
  const changed = index.take(await findVersions(database, since))
  for (let at = 0; at < changed.length; at += atOnce) {
    for (const row of await findKnownOf(database, changed.slice(at, at + atOnce))) {
      index.put(knownPatientDocument({ vault }, row))
    }
    await breathe()
  }
  index.sort()
}
