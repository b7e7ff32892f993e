export interface BrokenConstraint {
  kind: 'unique' | 'exclusion' | 'foreign-key' | 'check' | 'not-null'
  /** The constraint's name; for `not-null`, which carries none on older tables, the column's. */
  constraint: string
  table?: string
}

const kinds: Record<string, BrokenConstraint['kind']> = {
  '23505': 'unique',
  '23P01': 'exclusion',
  '23503': 'foreign-key',
  '23514': 'check',
  '23502': 'not-null',
}

/** Names the constraint that a write broke, looking through the errors that wrap the database's own. */
export function brokenConstraint(error: unknown): BrokenConstraint | undefined {
  const seen = new Set<unknown>()
  for (let at = error; isRecord(at) && !seen.has(at); at = at.cause ?? at.previous) {
    seen.add(at)
    const kind = kinds[String(at.code)]
    const constraint = at.constraint ?? at.column
    if (!kind || typeof constraint !== 'string') continue
    return typeof at.table === 'string' ? { kind, constraint, table: at.table } : { kind, constraint }
  }
  return undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
