/** `retired`: the pool was drained or the fleet closed while the request waited. */
export type UnavailableReason =
  | 'no-seat'
  | 'unreachable'
  | 'missing'
  | 'refused'
  | 'timeout'
  | 'wrong-database'
  | 'retired'

export interface UnavailableFacts {
  reason: UnavailableReason
  retryAfterSeconds: number
}

const sentences: Record<UnavailableReason, { retryAfterSeconds: number; message: string }> = {
  'no-seat': { retryAfterSeconds: 1, message: 'All connections to the server are in use' },
  unreachable: { retryAfterSeconds: 5, message: 'The database cannot be reached' },
  missing: { retryAfterSeconds: 30, message: 'The database does not exist' },
  refused: { retryAfterSeconds: 30, message: 'The database refused the connection' },
  timeout: { retryAfterSeconds: 5, message: 'The database did not answer in time' },
  'wrong-database': { retryAfterSeconds: 60, message: 'The database is not the one expected' },
  retired: { retryAfterSeconds: 1, message: 'The connections to the database are being closed' },
}

/** No connection, or the connection was lost; whether a statement in flight took effect is not known. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable'
  readonly facts: UnavailableFacts

  constructor(reason: UnavailableReason, cause?: unknown) {
    const { retryAfterSeconds, message } = sentences[reason]
    super(`${message}; try again in ${retryAfterSeconds} s.`, cause === undefined ? undefined : { cause })
    this.name = 'DatabaseUnavailable'
    this.facts = { reason, retryAfterSeconds }
  }
}

/** What a failed attempt to connect means: always that the database is unavailable. */
export function whyNotConnected(error: unknown): DatabaseUnavailable {
  if (error instanceof DatabaseUnavailable) return error
  const { code, message } = detailsOf(error)
  if (code === '3D000') return new DatabaseUnavailable('missing', error)
  if (refusals.test(code) || message.startsWith('SASL')) return new DatabaseUnavailable('refused', error)
  return lostConnection(error) ?? new DatabaseUnavailable('unreachable', error)
}

/** `DatabaseUnavailable` where the error says that the connection is gone, nothing for an SQL error. */
export function lostConnection(error: unknown): DatabaseUnavailable | undefined {
  if (error instanceof DatabaseUnavailable) return error
  const { code, message, severity } = detailsOf(error)
  if (timeouts.test(message) || code === 'ETIMEDOUT' || code === '25P03') {
    return new DatabaseUnavailable('timeout', error)
  }
  // SQL about another database or role may raise 3D000 or 28000 too: only a fatal one is about ours
  const fatal = severity === 'FATAL' || severity === 'PANIC'
  if (fatal && code === '3D000') return new DatabaseUnavailable('missing', error)
  if (fatal && refusals.test(code)) return new DatabaseUnavailable('refused', error)
  if (fatal || losses.test(code) || closed.test(message)) return new DatabaseUnavailable('unreachable', error)
  return undefined
}

// 28000/28P01 authentication, 42501 no CONNECT privilege, 53300 too many connections, 55000 connections
// not allowed
const refusals = /^(28000|28P01|42501|53300|55000)$/
const losses = /^(57P0[1-5]|08...|ECONN.*|EPIPE|EHOST.*|ENET.*|ENOTFOUND|EAI_AGAIN)$/
const timeouts = /^(Query read timeout|timeout expired|Connection terminated due to connection timeout)$/
const closed = /^(Connection terminated|Client (was closed|has encountered a connection error))/

function detailsOf(error: unknown) {
  const { code, message, severity } = (error ?? {}) as Record<string, unknown>
  return { code: String(code ?? ''), message: String(message ?? ''), severity }
}
