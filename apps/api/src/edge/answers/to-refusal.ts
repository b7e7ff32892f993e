import { isRefusal, Refusal, type Scope } from '@polyclinic/contract'

/** The sign of an unreachable database, known by its code so that the edge need not know Postgres. */
interface DatabaseUnavailable {
  readonly code: 'database-unavailable'
  readonly facts?: { readonly retryAfterSeconds?: number }
}

/** Gives the refusal that an error means to the caller; undefined when it is our own mistake. */
export function toRefusal(error: unknown, scope: Scope): Refusal | undefined {
  if (isRefusal(error)) return error
  if (!isDatabaseUnavailable(error)) return undefined
  const retryAfter = error.facts?.retryAfterSeconds ?? 1
  return new Refusal(scope === 'clinic' ? 'clinic-unavailable' : 'service-unavailable', { retryAfter })
}

function isDatabaseUnavailable(error: unknown): error is DatabaseUnavailable {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'database-unavailable'
  )
}
