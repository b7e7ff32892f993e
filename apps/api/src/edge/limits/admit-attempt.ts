import { isRefusal, Refusal, type RouteDescription, type Routes } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { EdgePorts } from '../edge-ports.ts'
import type { Exchange } from '../exchange.ts'
import type { Input } from '../input/read-input.ts'
import { clientAddress } from './client-address.ts'
import type { Admission, Attempt } from './create-rate-limits.ts'

const limitedRoutes: Readonly<Partial<Record<keyof Routes, Attempt['kind']>>> = {
  register: 'register',
  signIn: 'signIn',
  requestEmailSignIn: 'ask',
  requestPasswordReset: 'ask',
  changeEmail: 'ask',
  confirmRegistration: 'prove',
  confirmEmailSignIn: 'prove',
  resetPassword: 'prove',
  changePassword: 'prove',
  confirmEmail: 'prove',
}

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
  { input, actor }: { input: Input; actor: Actor },
  exchange: Exchange,
  ports: Pick<EdgePorts<never>, 'rateLimits' | 'trustProxy'>,
): Promise<AdmittedAttempt | undefined> {
  const kind = limitedRoutes[route.id as keyof Routes]
  if (!kind) return undefined
  const forwardedFor = exchange.request.headers.get('x-forwarded-for')
  const address = clientAddress(exchange.socketAddress, forwardedFor, ports.trustProxy)
  const { email } = input.body as { email?: string }
  // who is signed in counts as themselves, whatever they type
  const account = actor.kind === 'account' ? actor.accountId : email
  const admission = await ports.rateLimits.admit({ kind, address, ...(account && { account }) })
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
