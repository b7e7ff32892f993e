import { isRefusal, Refusal, type Scope } from '@polyclinic/contract'

/** The sign of an unreachable database, known by its code so that the edge need not know Postgres. */
interface DatabaseUnavailable {
  readonly code: 'database-unavailable'
  readonly facts?: { readonly retryAfterSeconds?: number }
}

/** Gives the refusal that an error means to the caller; undefined when it is our own mistake. */
export function toRefusal(error: unknown, scope: Scope): Refusal | undefined {
  if (isRefusal(error)) return error
  const code = scope === 'clinic' ? 'clinic-unavailable' : 'service-unavailable'
  if (isDatabaseUnavailable(error))
    return new Refusal(code, { retryAfter: error.facts?.retryAfterSeconds ?? 1 })
  // nobody reads unrecorded, wherever it is
  if (codeOf(error) === 'audit-unwritable') {
    const detail = 'Nothing can be shown that cannot be recorded.'
    return new Refusal('service-unavailable', { retryAfter: 30 }, detail)
  }
  return isWaitInVain(error) ? new Refusal(code, { retryAfter: 2 }) : undefined
}

const isDatabaseUnavailable = (error: unknown): error is DatabaseUnavailable =>
  codeOf(error) === 'database-unavailable'

// something else holds a lock for longer than a caller waits, or two waited for each other: nothing was written
const isWaitInVain = (error: unknown): boolean => ['55P03', '40P01'].includes(String(codeOf(error)))

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | null | undefined)?.code
