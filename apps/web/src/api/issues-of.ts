import type { Issue } from '@polyclinic/contract'
import { isProblem } from './problem-error.ts'

/** What is wrong with which field of a form, by the field's name; nothing where something else was refused. */
export function issuesOf(error: unknown): Readonly<Record<string, string>> {
  if (!isProblem(error, 'invalid-request')) return {}
  const issues = (error.problem['issues'] ?? []) as readonly Issue[]
  return Object.fromEntries(issues.map(({ pointer, message }) => [pointer.split('/')[1] ?? pointer, message]))
}
