/** An attempt took longer than its task may. */
export class TaskTimedOut extends Error {
  override readonly name = 'TaskTimedOut'
  readonly code = 'task-timed-out'
  readonly facts: { readonly limitSeconds: number }

  constructor(facts: { limitSeconds: number }) {
    super(`It took longer than ${facts.limitSeconds} s.`)
    this.facts = facts
  }
}

/**
 * Waits for the work no longer than the limit. Work that does not listen to its signal goes on by itself; what it does
 * in a database ends at the statement's limit.
 * @throws TaskTimedOut, or what the work throws
 */
export async function withinLimit(
  limitSeconds: number,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new TaskTimedOut({ limitSeconds })
    over.abort(error)
    late.reject(error)
  }, limitSeconds * 1000)
  try {
    await Promise.race([work(AbortSignal.any([over.signal, stopping])), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
