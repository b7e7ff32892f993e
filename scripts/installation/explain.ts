import { isRefusal } from '@polyclinic/contract'
import { explainFailure } from '@polyclinic/control'

/** One sentence for a person about whatever went wrong; never a stack. */
export function explain(error: unknown): string {
  if (isRefusal(error, 'invalid-request')) {
    return `The request is not valid: ${error.facts.issues.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}.`
  }
  if (isRefusal(error)) return error.message.replace(/(?<![.!?])$/, '.')
  return explainFailure(error, 'main')
}
