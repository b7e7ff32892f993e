/** An operation stopped; the sentence says why and what to do. Running the same command again carries it on. */
export class OperationFailed extends Error {
  readonly code = 'operation-failed'
}

/** One sentence for the operator about what stopped a step on a server. */
export function explainFailure(error: unknown, server: string): string {
  if (error instanceof OperationFailed) return error.message
  const { code, message } = detailsOf(error)
  if (
    /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|08|57P)/.test(code) ||
    /terminated|timeout/i.test(message)
  ) {
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
    default:
      return `The database server ${server} reported: ${firstSentence(message)} Run the same command again once that is mended.`
  }
}

function detailsOf(error: unknown): { code: string; message: string } {
  const outer = error as { code?: unknown; message?: unknown; cause?: { code?: unknown; message?: unknown } }
  // what the pool reports as unavailable carries the driver's own error
  const inner = outer?.code === 'database-unavailable' && outer.cause ? outer.cause : outer
  const nested = (inner as { errors?: { code?: unknown }[] })?.errors?.[0]
  return { code: String(inner?.code ?? nested?.code ?? ''), message: String(inner?.message ?? error) }
}

const firstSentence = (text: string): string => {
  const line = text.split('\n')[0]?.trim() ?? ''
  return line.endsWith('.') ? line : `${line}.`
}
