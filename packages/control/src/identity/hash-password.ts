import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '@polyclinic/contract'

/** Argon2id at the OWASP minimum of 19 MiB, 2 passes, 1 lane: about 30 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), cost))

/** @param stored undefined for an unknown account and one without a password: the work is done all the same, so that the time tells nothing */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const expected = stored ?? (await decoy())
  const matches = await inTurn(() => verify(expected, password.normalize('NFKC')))
  return matches && stored !== undefined
}

let made: Promise<string> | undefined
// not in turn: a full queue would spoil it for good, and tell unknown accounts from known ones
const decoy = (): Promise<string> => (made ??= hash('nobody has this password', cost))

/**
 * One processor at least stays free for everybody else, and of Node's four threads two: every new connection to a
 * database needs one for its own handshake.
 */
export const lanes = Math.max(1, Math.min(2, availableParallelism() - 1))
/** About four seconds of work: whoever comes later would give up before their turn. */
const longestQueue = 200

let busy = 0
const queue: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (queue.length >= longestQueue) throw new Refusal('service-unavailable', { retryAfter: 5 })
  // whoever ends hands the lane on, so that nobody slips in between
  if (busy === lanes) await new Promise<void>((turn) => queue.push(turn))
  else busy++
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else busy--
  }
}
