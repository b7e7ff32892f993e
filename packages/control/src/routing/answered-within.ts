import { DatabaseUnavailable } from '@polyclinic/postgres'

/**
 * Waits so long and no longer: who knows an older answer should not hang on a control plane that says nothing.
 * @throws DatabaseUnavailable when the time is up; the work itself goes on
 */
export async function answeredWithin<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new DatabaseUnavailable('timeout')), milliseconds)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
