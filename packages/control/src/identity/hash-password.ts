import { availableParallelism } from 'node:os'
import { Refusal } from '@polyclinic/contract'
import { Piscina } from 'piscina'
import type { PasswordWork } from './password-thread.ts'

export const hashPassword = (password: string): Promise<string> =>
  inTurn<string>({ hash: password.normalize('NFKC') })

/** @param stored undefined for an unknown account and one without a password: the work is done all the same, so that the time tells nothing */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const against = stored ?? decoy
  const matches = await inTurn<boolean>({ verify: password.normalize('NFKC'), against })
  return matches && stored !== undefined
}

/** Of the cost that all have (`passwordCost`): nobody has this password. */
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$AdC4wdzFC6FQ/60OCSeWhA$9VoGAR5kXqs7aefhpjGcHPaorwlZ5TDIYAedbjdswpE'

/** One processor at least stays free for everybody else. */
export const lanes = Math.max(1, Math.min(2, availableParallelism() - 1))
/**
 * How long a lane rests after a password, in times of what that took. Where there are two processors or one, a low priority
 * alone does not keep bookings fast: two threads that share a core's caches slow each other whatever their rank.
 */
const rest = availableParallelism() <= 2 ? 2 : 0
/** On a machine that is busy with other things a password takes long: that is rest enough. */
const longestRestMilliseconds = 100
/** Some seconds of work: whoever comes later would give up before their turn. */
const longestQueue = 200

let started: Piscina<PasswordWork> | undefined
const threads = () =>
  (started ??= new Piscina({
    filename: new URL('./password-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: lanes,
    // who books goes first; a rank that is too low would let nobody sign in while a machine is busy
    niceIncrement: 5,
    idleTimeout: 60_000,
  }))

let busy = 0
const queue: (() => void)[] = []

async function inTurn<T>(work: PasswordWork): Promise<T> {
  if (queue.length >= longestQueue) throw new Refusal('service-unavailable', { retryAfter: 5 })
  // whoever ends hands the lane on, so that nobody slips in between
  if (busy === lanes) await new Promise<void>((turn) => queue.push(turn))
  else busy++
  const began = performance.now()
  try {
    return await threads().run(work)
  } finally {
    setTimeout(handOn, Math.min(rest * (performance.now() - began), longestRestMilliseconds))
  }
}

function handOn(): void {
  const next = queue.shift()
  if (next) next()
  else busy--
}
