import { type Fault, nameOf, type Proof } from '../proof.ts'

/** Whatever is killed, the service says 503 when it cannot tell; 500 is never an answer. */
export function noMistakes({ calls }: Proof): Fault[] {
  return calls
    .filter(({ status }) => status !== undefined && status >= 500 && status !== 503)
    .map((call) => ({
      rule: 'mistakes',
      sentence: `${nameOf(call)} was answered ${call.status} ${call.code}.`,
    }))
}
