import { isRefusal } from '@polyclinic/contract'

/** What a verb refused with; anything else that it throws, and its success, fails the test. */
export async function refusalOf(
  attempt: Promise<unknown>,
): Promise<{ code: string; facts: Record<string, unknown> }> {
  const outcome = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isRefusal(outcome)) return { code: outcome.code, facts: outcome.facts as Record<string, unknown> }
  throw outcome ?? new Error('it was not refused')
}
