import type { Issue } from '@polyclinic/contract'
import type { z } from 'zod'

const mostIssues = 20
/** A key of the caller's own making is repeated only when it looks like a field's name. */
const printableKey = /^[A-Za-z0-9_$.-]{1,64}$/

/**
 * Turns what zod found into issues that never repeat a submitted value.
 * @param form `pointer` for a body (RFC 6901), `name` for parameters
 */
export function nameIssues(error: z.ZodError, form: 'pointer' | 'name'): Issue[] {
  return error.issues.flatMap((issue) => issuesOf(issue, form)).slice(0, mostIssues)
}

function issuesOf(issue: z.core.$ZodIssue, form: 'pointer' | 'name'): Issue[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ pointer: placeOf(issue.path, form), message: messageOf(issue) }]
  }
  const [known, odd] = [issue.keys.filter(isPrintable), issue.keys.filter((key) => !isPrintable(key))]
  const named = known.map((key) => ({
    pointer: placeOf([...issue.path, key], form),
    message: 'is not known here',
  }))
  if (odd.length === 0) return named
  return [...named, { pointer: placeOf(issue.path, form), message: 'has a field that is not known here' }]
}

const isPrintable = (key: string): boolean => printableKey.test(key)

/** Zod's sentences tell the rule and the kind of what came; only a missing value is put more plainly. */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
    ? 'is missing'
    : issue.message
}

function placeOf(path: readonly PropertyKey[], form: 'pointer' | 'name'): string {
  const safe: string[] = []
  for (const step of path) {
    if (typeof step !== 'number' && !isPrintable(String(step))) break
    safe.push(String(step))
  }
  // a parameter that holds a list has one name
  return form === 'name' ? (safe[0] ?? '') : safe.map((step) => `/${step}`).join('')
}
