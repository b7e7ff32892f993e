/** What fails everywhere should not be tried everywhere. */
const failuresTolerated = 5

export interface FailureWatch {
  /** Given when the person asks to stop, or when too many have failed in a row: begin nothing new. */
  readonly signal: AbortSignal
  /** Whether it was the failures. */
  readonly gaveUp: boolean
  note(failed: boolean): void
}

/** Watches the results of a long work, and ends it early where one after the other fails. */
export function stopAfterFailures(interrupted: AbortSignal): FailureWatch {
  const tooMany = new AbortController()
  let inARow = 0
  return {
    signal: AbortSignal.any([interrupted, tooMany.signal]),
    get gaveUp() {
      return tooMany.signal.aborted
    },
    note(failed) {
      inARow = failed ? inARow + 1 : 0
      if (inARow >= failuresTolerated) tooMany.abort()
    },
  }
}

export const gaveUpSentence = `Stopped after ${failuresTolerated} failures in a row; run the same command again to carry on.`
