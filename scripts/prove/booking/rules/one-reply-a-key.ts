import type { Call } from '../history.ts'
import { type Fault, nameOf, type Proof } from '../proof.ts'

/** One key is one thing: whoever repeats a call is told the same, and two keys are never told of one booking. */
export function oneReplyAKey({ calls }: Proof): Fault[] {
  const fault = (sentence: string): Fault => ({ rule: 'replies', sentence })
  const answered = calls.filter(({ key, given }) => key !== undefined && given)
  const places = new Map<string, Call>()
  const faults: Fault[] = []
  for (const [key, [first, ...others]] of Map.groupBy(answered, ({ key: own }) => own ?? '')) {
    if (!first) continue
    const reply = JSON.stringify(first.given)
    for (const other of others) {
      if (JSON.stringify(other.given) === reply) continue
      faults.push(
        fault(`${nameOf(other)} repeats ${nameOf(first)} under ${key} and was told something else.`),
      )
    }
    const place = `${first.given?.id} ${first.given?.version}`
    const twin = places.get(place)
    if (twin) faults.push(fault(`${nameOf(twin)} and ${nameOf(first)} were told of one booking, ${place}.`))
    places.set(place, first)
  }
  return faults
}
