import type { Problem, ProblemCode } from '@polyclinic/contract'

/** What the API has refused, with its facts; `code` is stable, the words are ours to choose. */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly code: ProblemCode
  /** Seconds until another attempt makes sense, where the answer says so */
  readonly retryAfter: number | undefined

  constructor(problem: Problem, headers: Headers) {
    super(problem.title)
    this.problem = problem
    this.code = problem.code as ProblemCode
    const seconds = Number(headers.get('retry-after'))
    this.retryAfter = seconds > 0 ? seconds : undefined
  }
}

/** Nobody answered: the network is gone, or the service. Nothing is known about what was sent. */
export class NoConnection extends Error {
  readonly code = 'no-connection'
}

export const isProblem = (error: unknown, ...codes: readonly ProblemCode[]): error is ProblemError =>
  error instanceof ProblemError && (codes.length === 0 || codes.includes(error.code))

/** A proxy between us may answer in words of its own: that is a problem as well. */
export async function readProblem(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem
  } catch {
    // not JSON
  }
  const code = response.status >= 500 ? 'service-unavailable' : 'internal-error'
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: '', code }
}
