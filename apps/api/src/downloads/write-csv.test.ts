import { describe, expect, it } from 'vitest'
import { readCsv } from './read-csv.testing.ts'
import { writeCsv } from './write-csv.ts'

const cellOf = (text: string): string => {
  const [, row] = readCsv(writeCsv(['name', 'phone'], [[text, 'x']]))
  expect(row).toHaveLength(2)
  return row?.[0] ?? ''
}

describe('a table', () => {
  it('is RFC 4180 with a byte order mark', () => {
    const rows = [
      ['Grace "Amazing" Hopper', 7],
      ['Ada, Countess', undefined],
    ]
    expect(writeCsv(['name', 'number'], rows)).toBe(
      '\ufeffname,number\r\n"Grace ""Amazing"" Hopper",7\r\n"Ada, Countess",\r\n',
    )
    expect(writeCsv(['name'], [])).toBe('\ufeffname\r\n')
  })

  it.each([
    ['=HYPERLINK("http://evil","x")', '\'=HYPERLINK("http://evil","x")'],
    ['@SUM(1)', "'@SUM(1)"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'=1"],
    ['\r=1', "'=1"],
    ['\n=1', "'=1"],
    [' =1', "'=1"],
    ['\u200b=1', "'=1"],
    ['＝1', "'＝1"],
    ['+493012345678', "'+493012345678"],
    ["O'Neill", "O'Neill"],
    ['Jean-Luc', 'Jean-Luc'],
    ['two\n=1', 'two =1'],
    ['two\r\nlines', 'two lines'],
    ['x;=1+1', "x;'=1+1"],
    ['x; "@SUM(1)', 'x;\' "@SUM(1)'],
    ['Ada; Ben', 'Ada; Ben'],
  ])('holds %j as text', (text, cell) => {
    expect(cellOf(text)).toBe(cell)
  })
})
