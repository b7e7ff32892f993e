import type { Issue } from '@polyclinic/contract'
import { isProblem } from './problem-error.ts'

/** What stands there now, where somebody else was faster; undefined where nobody was. */
export const currentOf = <Doc>(error: unknown): Doc | undefined =>
  isProblem(error, 'version-mismatch') ? (error.problem['current'] as Doc | undefined) : undefined

export interface RefusedField {
  readonly field: string
  /** Somebody has it already; otherwise it does not fit */
  readonly taken: boolean
}

/**
 * Which fields were refused. A pointer means the last of its parts that is a field of the form: `/price/currency` the
 * field `currency`, `/doctors/2` the field `doctors`.
 * @param fields those of the form; without them the last part that is a name
 */
export function refusedFields(error: unknown, fields?: readonly string[]): readonly RefusedField[] {
  if (isProblem(error, 'already-exists')) {
    const field = error.problem['field'] as string | undefined
    return field ? [{ field, taken: true }] : []
  }
  if (!isProblem(error, 'invalid-request')) return []
  const isField = (part: string) => (fields ? fields.includes(part) : /^[a-z]/i.test(part))
  const named = ((error.problem['issues'] ?? []) as readonly Issue[])
    .map(({ pointer }) => pointer.split('/').findLast(isField))
    .filter((field) => field !== undefined)
  return [...new Set(named)].map((field) => ({ field, taken: false }))
}
