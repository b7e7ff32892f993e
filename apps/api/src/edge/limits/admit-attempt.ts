import { isRefusal, Refusal, type RouteDescription } from '@polyclinic/contract'
import type { EdgePorts } from '../edge-ports.ts'
import type { Exchange } from '../exchange.ts'
import type { Input } from '../input/read-input.ts'
import { clientAddress } from './client-address.ts'
import type { Admission, Attempt } from './create-rate-limits.ts'

const limitedRoutes: Readonly<Record<string, Attempt['kind']>> = { register: 'register', signIn: 'signIn' }

export interface AdmittedAttempt {
  /** Waits for the handler and counts the attempt by how it ended. */
  settleBy<T>(work: Promise<T>): Promise<T>
}

/**
 * Counts an attempt on a limited route before its handler spends any time; undefined for all other routes.
 * Throws `too-many-requests`. The headers go out either way.
 */
export async function admitAttempt(
  route: RouteDescription,
  input: Input,
  exchange: Exchange,
  ports: Pick<EdgePorts<never>, 'rateLimits' | 'trustProxy'>,
): Promise<AdmittedAttempt | undefined> {
  const kind = limitedRoutes[route.id]
  if (!kind) return undefined
  const forwardedFor = exchange.request.headers.get('x-forwarded-for')
  const address = clientAddress(exchange.socketAddress, forwardedFor, ports.trustProxy)
  const { email } = input.body as { email: string }
  const admission = await ports.rateLimits.admit({ kind, address, account: email })
  Object.assign(exchange.headers, admission.headers)
  if (admission.retryAfter !== undefined) {
    throw new Refusal('too-many-requests', { retryAfter: admission.retryAfter })
  }
  return { settleBy: (work) => settleBy(admission, work) }
}

async function settleBy<T>(admission: Admission, work: Promise<T>): Promise<T> {
  try {
    const answer = await work
    await admission.settle('succeeded')
    return answer
  } catch (error) {
    const verdict = isRefusal(error) && error.status < 500
    await admission.settle(verdict ? 'failed' : 'undecided')
    throw error
  }
}
