import { splitStatements } from './split-statements.ts'

/** Says what makes a file unsafe to run, or undefined. */
export function flawOf(sql: string, transactional: boolean): string | undefined {
  const stray = sql
    .split('\n')
    .findIndex((line, index) => line.startsWith('--!') && (transactional || index > 0))
  if (stray >= 0) {
    return `has an instruction in line ${stray + 1} that is not understood: only "--! no-transaction" as the first line is`
  }
  const statements = splitStatements(sql).map((statement) => withoutComments(statement.text))
  const control = /^(begin|start\s+transaction|commit|rollback|abort)\b/i
  const own = statements.map((text) => control.exec(text)?.[1]).find((word) => word !== undefined)
  if (own) return `holds "${own.toLowerCase()}", but the migrator begins and ends the transaction: remove it`
  return transactional ? concurrentInTransaction(statements) : unrepeatableIndex(statements)
}

function concurrentInTransaction(statements: readonly string[]): string | undefined {
  if (!statements.some((text) => createsIndexConcurrently.test(text))) return undefined
  return 'creates an index concurrently, which no transaction can: begin it with the line "--! no-transaction"'
}

const createsIndexConcurrently =
  /^create\s+(?:unique\s+)?index\s+concurrently\s+(if\s+not\s+exists\s+)?(\S+)/i

// a killed build leaves an INVALID index of that name, which "if not exists" would take for the real one
function unrepeatableIndex(statements: readonly string[]): string | undefined {
  for (const [index, text] of statements.entries()) {
    const [created, ifNotExists, name = ''] = createsIndexConcurrently.exec(text) ?? []
    if (!created) continue
    const drop = `drop index concurrently if exists ${name}`
    const before = statements.slice(0, index).map((each) => each.replace(/\s+/g, ' ').toLowerCase())
    if (!ifNotExists && before.includes(drop.toLowerCase())) continue
    return (
      `creates the index ${name} concurrently: write "${drop};" before it and no "if not exists", ` +
      'so that the invalid index of a killed run does not stay'
    )
  }
  return undefined
}

function withoutComments(text: string): string {
  return text.replace(/^(\s+|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '').trim()
}
