import { mannWhitney } from './mann-whitney.ts'

export interface EqualityOfCall {
  readonly call: string
  /** Milliseconds, one a call */
  readonly known: readonly number[]
  readonly unknown: readonly number[]
  readonly p: number
  /** Statuses that came, apart by who is behind the address */
  readonly statuses: { readonly known: ReadonlySet<number>; readonly unknown: ReadonlySet<number> }
}

interface MeasuredCall {
  readonly name: string
  readonly path: string
  bodyFor(email: string): object
}

const password = 'a long enough sentence'
export const measuredCalls: readonly MeasuredCall[] = [
  { name: 'sign-in', path: '/v1/auth/login', bodyFor: (email) => ({ email, password }) },
  {
    name: 'registration',
    path: '/v1/auth/register',
    bodyFor: (email) => ({ email, password, name: 'Some Body' }),
  },
  { name: 'e-mail sign-in', path: '/v1/auth/email-sign-in', bodyFor: (email) => ({ email }) },
  { name: 'password reset', path: '/v1/auth/password-reset', bodyFor: (email) => ({ email }) },
]

const warmUp = 20

/**
 * Times one call for addresses with and without an account, by turns, each address once and from a place of its own:
 * no limit is met and no cache knows anybody.
 * @param known as many as there are turns
 */
export async function measureEquality(
  port: number,
  { name, path, bodyFor }: MeasuredCall,
  known: readonly string[],
): Promise<EqualityOfCall> {
  const times = { known: [] as number[], unknown: [] as number[] }
  const statuses = { known: new Set<number>(), unknown: new Set<number>() }
  const once = async (who: 'known' | 'unknown', email: string) => {
    const began = performance.now()
    const status = await post(`http://127.0.0.1:${port}${path}`, bodyFor(email))
    times[who].push(performance.now() - began)
    statuses[who].add(status)
  }
  for (let turn = 0; turn < warmUp; turn++) {
    await post(`http://127.0.0.1:${port}${path}`, bodyFor(`warm-up-${turn}@people.test`))
  }
  for (const [turn, email] of known.entries()) {
    const pair = [() => once('known', email), () => once('unknown', email.replace('patient', 'unknown'))]
    for (const each of turn % 2 === 0 ? pair : pair.toReversed()) await each()
  }
  return { call: name, ...times, p: mannWhitney(times.known, times.unknown), statuses }
}

let places = 0

async function post(url: string, body: object): Promise<number> {
  const place = ++places
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `2001:db8:${(place >> 8).toString(16)}:${(place & 255).toString(16)}::1`,
    },
    body: JSON.stringify(body),
  })
  await answer.arrayBuffer()
  return answer.status
}
