import { setTimeout as pause } from 'node:timers/promises'

/** A clinic that has not answered by then is named as missing. */
const patienceMilliseconds = 2_000
/** Somebody waits for their list: what a clinic would say later is left out. */
export const patienceForLists = 1_000
const atOnce = 16

interface Asking<P, T> {
  readonly ask: (place: P) => Promise<T>
  readonly patience?: number
}

/** Asks several clinics beside each other, waits for each so long and no longer, and tells which have said nothing. */
export async function askClinics<P, T>(
  places: readonly P[],
  { ask, patience = patienceMilliseconds }: Asking<P, T>,
): Promise<{ answers: { place: P; answer: T }[]; missing: P[] }> {
  const answers: { place: P; answer: T }[] = []
  const missing: P[] = []
  const left = [...places]
  const work = async () => {
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      const given = await inTime(ask(place), patience)
      if (given) answers.push({ place, answer: given.answer })
      else missing.push(place)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { answers, missing }
}

/** Undefined for what fails or comes too late. */
async function inTime<T>(asked: Promise<T>, patience: number): Promise<{ answer: T } | undefined> {
  const ended = new AbortController()
  try {
    const late = pause(patience, undefined, { signal: ended.signal }).catch(() => undefined)
    const answered = asked.then(
      (answer) => ({ answer }),
      () => undefined,
    )
    return await Promise.race([answered, late])
  } finally {
    ended.abort()
  }
}
