/** An operation stopped; the sentence says why and what to do. Running the same command again carries it on. */
export class OperationFailed extends Error {
  readonly code = 'operation-failed'
}

const unreachable = /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|08|57P)/
// what the driver itself says, without a code
const cutOff = /^(Connection terminated|Query read timeout|timeout expired|timeout exceeded when)/
const sqlState = /^[0-9A-Z]{5}$/

/** One sentence for the operator about what stopped a step on a server. */
export function explainFailure(error: unknown, server: string): string {
  if (error instanceof OperationFailed) return error.message
  const { code, message } = rootOf(error)
  if (unreachable.test(code) || cutOff.test(message)) {
    return `The database server ${server} does not answer: bring it up and run the same command again.`
  }
  switch (code) {
    case '53100':
      return `The disk of the database server ${server} is full: make room and run the same command again.`
    case '53300':
      return `The database server ${server} takes no more connections: wait, or raise max_connections, and run the same command again.`
    case '42501':
      return `The administrator of the database server ${server} lacks a right (${message}): grant it and run the same command again.`
    case '28P01':
    case '28000':
      return `The database server ${server} refuses the administrator's password: correct the connection and run the same command again.`
    case 'ENOSPC':
      return 'The disk of this machine is full: make room and run the same command again.'
  }
  if (isOurs(error)) return error.message
  return sqlState.test(code)
    ? `The database server ${server} reported: ${firstSentence(message)} Run the same command again once that is mended.`
    : `It stopped unexpectedly: ${firstSentence(message)} Run the same command again; if it stops again, report it.`
}

/** Our own errors carry a code in words and a sentence that says what to do. */
function isOurs(error: unknown): error is Error {
  const { code } = (error ?? {}) as { code?: unknown }
  return error instanceof Error && typeof code === 'string' && /^[a-z]+(-[a-z]+)+$/.test(code)
}

/** What the driver or the system said, below what we made of it; our own sentence where there is nothing below. */
function rootOf(error: unknown): { code: string; message: string } {
  const { cause, errors } = (error ?? {}) as { cause?: unknown; errors?: unknown[] }
  if (isOurs(error) && cause) return rootOf(cause)
  // a host of several addresses: all were tried
  if (errors?.[0]) return rootOf(errors[0])
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const text = String(message ?? error)
  // the driver's own words for a password that is missing
  return { code: text.startsWith('SASL') ? '28P01' : String(code ?? ''), message: text }
}

const firstSentence = (text: string): string => {
  const line = text.split('\n')[0]?.trim() ?? ''
  return line.endsWith('.') ? line : `${line}.`
}
