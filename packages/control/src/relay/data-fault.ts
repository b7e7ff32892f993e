/**
 * Whether an event failed for what it says, so that it would fail again: the database refuses its values, or our code
 * cannot make anything of them. All else may pass: a lost connection, a deadlock, a lock or a statement that took too
 * long, a full disk. Whatever is not known for sure counts as passing.
 */
export function isDataFault(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (typeof code === 'string' && sqlState.test(code)) {
    return lastingClasses.has(code.slice(0, 2)) && !ofInstallation.has(code)
  }
  return lastingNames.has(String(name))
}

/** The code alone: a database's words may repeat what somebody typed. */
export function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}

const sqlState = /^[0-9A-Z]{5}$/
// data exceptions, broken constraints, statements that do not fit, and what our own functions raise
const lastingClasses = new Set(['22', '23', '42', 'P0'])
// no right, no such table: this database is behind the code, and every event would be set aside until it is not
const ofInstallation = new Set(['42501', '42P01'])
const lastingNames = new Set(['ZodError', 'TypeError', 'RangeError', 'SyntaxError', 'Refusal'])
