/**
 * An answer that is the same for everybody is asked for once in so many milliseconds, and by one at a time. A failure is
 * not kept.
 */
export function keptFor(
  milliseconds: number,
  now: () => number = Date.now,
): <Answer>(ask: () => Promise<Answer>) => Promise<Answer> {
  let kept: { readonly answer: Promise<unknown>; readonly until: number } | undefined
  return <Answer>(ask: () => Promise<Answer>) => {
    if (kept && now() < kept.until) return kept.answer as Promise<Answer>
    const answer = ask()
    const mine = { answer, until: now() + milliseconds }
    kept = mine
    answer.catch(() => {
      if (kept === mine) kept = undefined
    })
    return answer
  }
}
