export interface Statement {
  /** Without the closing semicolon. */
  readonly text: string
  /** Where it begins in the whole, in UTF-16 units. */
  readonly offset: number
}

// what may hold a semicolon that ends nothing: comments, strings, names, bodies
const opaque = new RegExp(
  [
    /--[^\n]*/,
    /\/\*/,
    /\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'/,
    /'(?:[^']|'')*'/,
    /"(?:[^"]|"")*"/,
    /(?<![\w$])\$([A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$[\s\S]*?\$\1\$/,
    /;/,
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
)

/**
 * Splits SQL at the semicolons that end statements, as the server's own reader would; a function body
 * written as `begin atomic … end` is the one thing it does not know.
 */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = []
  const scanner = new RegExp(opaque)
  let start = 0
  for (let found = scanner.exec(sql); found; found = scanner.exec(sql)) {
    if (found[0] === '/*') scanner.lastIndex = endOfComment(sql, scanner.lastIndex)
    if (found[0] !== ';') continue
    keep(statements, sql, start, found.index)
    start = scanner.lastIndex
  }
  keep(statements, sql, start, sql.length)
  return statements
}

function keep(statements: Statement[], sql: string, start: number, end: number): void {
  const text = sql.slice(start, end)
  if (text.replace(/--[^\n]*/g, '').trim() === '') return
  const offset = start + (text.length - text.trimStart().length)
  statements.push({ text: text.trim(), offset })
}

// comments nest in Postgres
function endOfComment(sql: string, from: number): number {
  const marks = /\/\*|\*\//g
  marks.lastIndex = from
  let depth = 1
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return marks.lastIndex
  }
  return sql.length
}
