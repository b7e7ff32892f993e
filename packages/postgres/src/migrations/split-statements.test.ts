import { describe, expect, it } from 'vitest'
import { splitStatements } from './split-statements.ts'

const texts = (sql: string) => splitStatements(sql).map(({ text }) => text)

describe('splitting SQL into statements', () => {
  it('ends statements at semicolons and keeps no empty ones', () => {
    expect(texts('select 1;\n\n;select 2 ; -- the end\n')).toEqual(['select 1', 'select 2'])
  })

  it.each([
    ["select 'a;b', 'it''s;'"],
    [String.raw`select e'it\'s;', 1`],
    ['select 1 as "a;""b"'],
    ['select 1 -- not; yet\n + 1'],
    ['select 1 /* a; /* nested; */ still; */ + 1'],
    ['do $$ begin perform 1; end $$'],
    ['do $body$ begin perform $$a;$$; end $body$'],
  ])('leaves %s whole', (sql) => {
    expect(texts(`${sql};\nselect 2`)).toEqual([sql, 'select 2'])
  })

  it('tells where each begins', () => {
    expect(splitStatements('select 1;\n\nselect 2').map(({ offset }) => offset)).toEqual([0, 11])
  })
})
