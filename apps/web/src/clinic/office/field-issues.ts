import { isProblem } from '../../api/index.ts'

interface Issue {
  readonly pointer: string
  readonly message: string
}

/** What was refused of a form, by field: `/price/currency` stands at `price.currency`. */
export function fieldIssues(error: unknown): Record<string, string> {
  if (isProblem(error, 'already-exists')) {
    const { field } = error.problem as { field?: string }
    return field ? { [field]: 'taken' } : {}
  }
  if (!isProblem(error, 'invalid-request')) return {}
  const { issues } = error.problem as { issues?: readonly Issue[] }
  return Object.fromEntries(
    (issues ?? []).map(({ pointer, message }) => [pointer.replace(/^\//, '').replaceAll('/', '.'), message]),
  )
}
