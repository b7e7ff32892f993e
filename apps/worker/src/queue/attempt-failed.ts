import { describeError } from '../observing/describe-error.ts'

/** What the queue keeps of a failed attempt: a message of the database may quote a person, so only ours is kept. */
export class AttemptFailed extends Error {
  override readonly name = 'AttemptFailed'
  readonly code = 'attempt-failed'

  constructor(cause: unknown) {
    super(sentenceFor(cause), { cause })
  }
}

function sentenceFor(cause: unknown): string {
  const { code, message } = cause as { code?: unknown; message?: unknown }
  // our own errors carry a code in words and a sentence without data
  if (typeof code === 'string' && /^[a-z]+(-[a-z]+)+$/.test(code)) return String(message)
  const { type, code: plain } = describeError(cause)
  return plain === undefined ? `It failed with ${type}.` : `It failed with ${type} ${plain}.`
}
