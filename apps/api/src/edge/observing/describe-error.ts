/** What may be known of an error outside the process. */
export interface ErrorDescription {
  readonly type: string
  readonly code?: string
  /** Of a database error: names of our own schema, never values. */
  readonly constraint?: string
  readonly table?: string
  readonly frames: readonly string[]
  readonly cause?: ErrorDescription
}

const plainCode = /^[A-Za-z0-9_.-]{1,64}$/
const deepestCause = 3

/**
 * Describes an error for the log without its message, nor `detail`, `where`, `parameters` of the database: all of
 * them may quote a patient. The frames say where it happened.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error))
    return { type: `thrown ${error === null ? 'null' : typeof error}`, frames: [] }
  const known = error as Error & { code?: unknown; constraint?: unknown; table?: unknown }
  const first = error instanceof AggregateError ? (error.errors[0] ?? error.cause) : error.cause
  return {
    type: plain(error.name) ?? 'Error',
    ...optional('code', known.code),
    ...optional('constraint', known.constraint),
    ...optional('table', known.table),
    frames: framesOf(error),
    ...(first instanceof Error && depth < deepestCause && { cause: describeError(first, depth + 1) }),
  }
}

const plain = (value: unknown): string | undefined =>
  typeof value === 'string' && plainCode.test(value) ? value : undefined

const optional = (key: string, value: unknown) => {
  const text = typeof value === 'number' ? String(value) : plain(value)
  return text === undefined ? {} : { [key]: text }
}

/** A message may hold lines that look like frames, so it is cut off before they are looked for. */
function framesOf({ stack = '', message }: Error): string[] {
  const end = message === '' ? -1 : stack.indexOf(message)
  if (message !== '' && end === -1) return []
  return stack
    .slice(end === -1 ? 0 : end + message.length)
    .split('\n')
    .filter((line) => /^\s+at \S/.test(line))
    .slice(0, 30)
    .map((line) => line.trim())
}
