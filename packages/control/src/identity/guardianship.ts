import { LRUCache } from 'lru-cache'
import type { ControlPlane } from '../control-plane.ts'
import { findDependentIds } from '../patients/index.ts'
import { answeredWithin } from '../routing/index.ts'
import { tokenLifeSeconds } from './token-issuer.ts'

/** A link ended in another process is gone here after this long. */
const believedMilliseconds = 1_000

interface SeenDependents {
  /** Undefined where nobody could be asked */
  readonly dependents: ReadonlySet<string> | undefined
  readonly at: number
}

/**
 * Who acts for whom, as it is now. While the control plane is down the dependents last seen stand, and where none were
 * seen those that the token names, for as long as it lives.
 */
export class Guardianship {
  readonly #seen: LRUCache<string, SeenDependents>

  /** @param now milliseconds */
  constructor(control: ControlPlane, now: () => number = () => performance.now()) {
    this.#seen = new LRUCache<string, SeenDependents>({
      max: 20_000,
      ttl: believedMilliseconds,
      perf: { now },
      ttlResolution: 0,
      // whoever waits is answered even when the guardian is forgotten meanwhile
      ignoreFetchAbort: true,
      fetchMethod: (guardianId, seen) => lookUp(control, guardianId, seen, now),
    })
  }

  /**
   * The question as one actor asks it; nothing is looked up before they do.
   * @param claimed the dependents that their token names
   */
  askedBy(guardianId: string, claimed: readonly string[]): (patientId: string) => Promise<boolean> {
    return async (patientId) => {
      const seen = await this.#seen.fetch(guardianId)
      return seen?.dependents?.has(patientId) ?? claimed.includes(patientId)
    }
  }

  /** The next question about that guardian is asked anew. */
  forget(guardianId: string): void {
    this.#seen.delete(guardianId)
  }
}

async function lookUp(
  control: ControlPlane,
  guardianId: string,
  seen: SeenDependents | undefined,
  now: () => number,
): Promise<SeenDependents> {
  try {
    const asked = findDependentIds(control.database, guardianId)
    return { dependents: new Set(await answeredWithin(believedMilliseconds, asked)), at: now() }
  } catch {
    // later every token that lives was issued after they were seen, and says it better
    if (seen && now() - seen.at < tokenLifeSeconds * 1000) return seen
    return { dependents: undefined, at: now() }
  }
}
