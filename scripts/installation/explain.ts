import { isRefusal } from '@polyclinic/contract'
import { explainFailure } from '@polyclinic/control'

/** One sentence for a person about whatever went wrong; never a stack. */
export function explain(error: unknown): string {
  if (isRefusal(error, 'invalid-request')) {
    return `The request is not valid: ${error.facts.issues.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}.`
  }
  if (isRefusal(error)) return error.message
  // our own errors carry a code in words and a sentence that says what to do
  const { code, message } = error as { code?: unknown; message?: unknown }
  const ours = typeof code === 'string' && /^[a-z]+(-[a-z]+)+$/.test(code) && code !== 'database-unavailable'
  return ours ? String(message) : explainFailure(error, 'main')
}
