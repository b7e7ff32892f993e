/** What may be known of an error outside the process: its message may quote a person. */
export interface ErrorDescription {
  readonly type: string
  readonly code?: string
  readonly frames: readonly string[]
  readonly cause?: ErrorDescription
}

const plainCode = /^[A-Za-z0-9_.-]{1,64}$/
const deepestCause = 3

export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: `thrown ${typeof error}`, frames: [] }
  const { name, cause } = error
  const code = String((error as { code?: unknown }).code ?? '')
  return {
    type: plainCode.test(name) ? name : 'Error',
    ...(plainCode.test(code) && { code }),
    frames: framesOf(error),
    ...(cause instanceof Error && depth < deepestCause && { cause: describeError(cause, depth + 1) }),
  }
}

/** A message may hold lines that look like frames, so it is cut off before they are looked for. */
function framesOf({ stack = '', message }: Error): string[] {
  const end = message === '' ? 0 : stack.indexOf(message)
  if (end === -1) return []
  return stack
    .slice(end + message.length)
    .split('\n')
    .filter((line) => /^\s+at \S/.test(line))
    .slice(0, 15)
    .map((line) => line.trim())
}
