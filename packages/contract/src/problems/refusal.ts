import { type ProblemCode, problemCatalogue } from './problem-catalogue.ts'

export interface Issue {
  /** JSON pointer (RFC 6901) into the body, or the name of a parameter or header. */
  pointer: string
  message: string
}

/** The facts a problem carries; a code that is not listed carries none. */
export interface ProblemFacts {
  'invalid-request': { issues: Issue[] }
  'second-factor-required': { challenge: string }
  'slot-taken': { alternatives: unknown[] }
  'slot-held': { until: string; alternatives: unknown[] }
  'slot-version-mismatch': { current: unknown }
  'outside-policy': { rule: string; limit: number | string }
  'transition-not-allowed': { state: string }
  'already-exists': { field: string }
  'in-use': { by: string }
  'operation-running': { operation: string }
  'version-mismatch': { current: unknown }
  'too-large': { limit: number }
  'too-many-requests': { retryAfter: number }
  'clinic-unavailable': { retryAfter: number }
  'too-busy': { retryAfter: number }
  'service-unavailable': { retryAfter: number }
  'method-not-allowed': { allow: string[] }
}
type FactsOf<C extends ProblemCode> = C extends keyof ProblemFacts ? ProblemFacts[C] : Record<never, never>

/** The one error that a caller is meant to see: a problem code, its facts, and a sentence about this case. */
export class Refusal<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C
  readonly status: number
  readonly facts: FactsOf<C>

  constructor(code: C, facts: FactsOf<C>, detail?: string) {
    super(detail ?? problemCatalogue[code].title)
    this.name = 'Refusal'
    this.code = code
    this.status = problemCatalogue[code].status
    this.facts = facts
  }
}

export const isRefusal = <C extends ProblemCode>(error: unknown, code?: C): error is Refusal<C> =>
  error instanceof Refusal && (code === undefined || error.code === code)
