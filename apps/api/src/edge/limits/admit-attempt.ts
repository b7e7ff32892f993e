import { isRefusal, Refusal, type RouteDescription } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { EdgePorts } from '../edge-ports.ts'
import type { Exchange } from '../exchange.ts'
import type { Input } from '../input/read-input.ts'
import { clientAddress } from './client-address.ts'
import type { Admission, Attempt } from './create-rate-limits.ts'

export type CountedAttempt = Omit<Attempt, 'address'>

const byEmail = (kind: Attempt['kind']) => (input: Input) => ({
  kind,
  ...('email' in (input.body as object) && { account: (input.body as { email: string }).email }),
})
const asAccount =
  (kind: Attempt['kind']) =>
  (_: Input, actor: Actor): CountedAttempt | undefined =>
    actor.kind === 'account' ? { kind, account: actor.accountId } : undefined

/** What is counted before anything is done; handlers count by themselves what only they can name. */
const limitedRoutes: Readonly<Record<string, (input: Input, actor: Actor) => CountedAttempt | undefined>> = {
  register: byEmail('register'),
  signIn: byEmail('signIn'),
  requestEmailSignIn: byEmail('ask'),
  requestPasswordReset: byEmail('ask'),
  confirmRegistration: byEmail('prove'),
  confirmEmailSignIn: byEmail('prove'),
  resetPassword: byEmail('prove'),
  changeEmail: asAccount('ask'),
  changePassword: asAccount('prove'),
  confirmEmail: asAccount('prove'),
  refresh: () => ({ kind: 'refresh' }),
  addDependent: asAccount('action'),
  addFeed: asAccount('action'),
  inviteMember: asAccount('action'),
  inviteFirstAdmin: asAccount('action'),
  resendInvitation: asAccount('action'),
  acceptInvitation: asAccount('action'),
  proposeMerge: asAccount('action'),
  registerKnownPatient: asAccount('desk'),
  sendNotification: asAccount('desk'),
  exportOwnData: asAccount('export'),
  // a token that was stolen must not be a way to guess its owner's password
  eraseOwnPatient: asAccount('ownPassword'),
  eraseDependent: asAccount('ownPassword'),
}

export interface AdmittedAttempt {
  /** Waits for the handler and counts the attempt by how it ended. */
  settleBy<T>(work: Promise<T>): Promise<T>
}

type Counting = Pick<EdgePorts<never>, 'rateLimits' | 'trustProxy'>

/**
 * Counts an attempt on a limited route before its handler spends any time; undefined for all other routes.
 * Throws `too-many-requests`. The headers go out either way.
 */
export async function admitAttempt(
  route: RouteDescription,
  input: Input,
  actor: Actor,
  exchange: Exchange,
  ports: Counting,
): Promise<AdmittedAttempt | undefined> {
  const attempt = limitedRoutes[route.id]?.(input, actor)
  return attempt && countAttempt(attempt, exchange, ports)
}

/** @throws Refusal too-many-requests */
export async function countAttempt(
  attempt: CountedAttempt,
  exchange: Exchange,
  ports: Counting,
): Promise<AdmittedAttempt> {
  const forwardedFor = exchange.request.headers.get('x-forwarded-for')
  const address = clientAddress(exchange.socketAddress, forwardedFor, ports.trustProxy)
  const admission = await ports.rateLimits.admit({ ...attempt, address })
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
    await admission.settle(isVerdict(error) ? 'failed' : 'undecided')
    throw error
  }
}

/** Whoever is asked for a second proof has guessed nothing, and has not got in yet either. */
const isVerdict = (error: unknown): boolean =>
  isRefusal(error) && error.status < 500 && error.code !== 'second-factor-required'
