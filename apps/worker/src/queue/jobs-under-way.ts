import type { WorkerEvents } from 'graphile-worker'

export interface JobsUnderWay {
  /** Ids of the jobs that run, and of those that have ended so recently that their end may not be written down yet */
  ids(): ReadonlySet<string>
  /** Resolves as soon as none runs. */
  idle(): Promise<void>
}

/** By then its end is written down, or the runner has ended because it could not be. */
const writingMilliseconds = 60_000

/** Which jobs a runner is at, as it tells by its events: it says that one is complete before that is written down. */
export function jobsUnderWay(events: WorkerEvents): JobsUnderWay {
  const running = new Set<string>()
  const endedAt = new Map<string, number>()
  const waiting: (() => void)[] = []
  events.on('job:start', ({ job }) => {
    endedAt.delete(job.id)
    running.add(job.id)
  })
  events.on('job:complete', ({ job }) => {
    running.delete(job.id)
    endedAt.set(job.id, performance.now())
    if (running.size === 0) for (const tell of waiting.splice(0)) tell()
  })
  return {
    ids() {
      const over = performance.now() - writingMilliseconds
      // the oldest first, as they were noted
      for (const [id, at] of endedAt) {
        if (at > over) break
        endedAt.delete(id)
      }
      return new Set([...running, ...endedAt.keys()])
    },
    async idle() {
      if (running.size > 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}
