import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCsvRecords } from './read-csv-records.ts'
import { longestLine, readLines } from './read-lines.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function records(text: string | Uint8Array) {
  const path = join(folder, 'rows.csv')
  await writeFile(path, text)
  const found: [line: number, outcome: string[] | string][] = []
  for await (const record of readCsvRecords(readLines(path))) {
    found.push([record.line, 'fields' in record ? record.fields : record.malformed])
  }
  return found
}

test('quotes, doubled quotes and line breaks inside quotes are read', async () => {
  expect(await records('a,b\n"x ""y""","1\n2"\n3,\n')).toEqual([
    [1, ['a', 'b']],
    [2, ['x "y"', '1\n2']],
    [4, ['3', '']],
  ])
})

test('a quote that is never closed costs one row', async () => {
  expect(await records('a,b\n1,"x\n3,4\n5,6\n')).toEqual([
    [1, ['a', 'b']],
    [2, 'the row opens a quote and does not close it'],
    [3, ['3', '4']],
    [4, ['5', '6']],
  ])
})

test('a quote that is closed by a later row costs one row', async () => {
  expect(await records('a,b\n1,"x\n3,4\n5,"six"\n7,8')).toEqual([
    [1, ['a', 'b']],
    [2, 'the row opens a quote and does not close it'],
    [3, ['3', '4']],
    [4, ['5', 'six']],
    [5, ['7', '8']],
  ])
})

test('two open quotes that pair up cost two rows', async () => {
  expect(await records('a,b\n1,"x\n3,"y\n5,6')).toEqual([
    [1, ['a', 'b']],
    [2, 'the row has a quote in the wrong place'],
    [3, 'the row opens a quote and does not close it'],
    [4, ['5', '6']],
  ])
})

test('an open quote before a long file does not swallow it', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => `${index},x`)
  const found = await records(['a,b', '1,"open', ...rows].join('\n'))
  expect(found[1]).toEqual([2, 'the row opens a quote and does not close it'])
  expect(found.slice(2).map(([, fields]) => String(fields))).toEqual(rows)
})

test('a line longer than the bound is one malformed row, however long it is', async () => {
  expect(await records(`a,b\n1,${'x'.repeat(5 * longestLine)}\n3,4`)).toEqual([
    [1, ['a', 'b']],
    [2, `the row is longer than ${longestLine} characters`],
    [3, ['3', '4']],
  ])
})

test('a row in another encoding is refused, the next is read', async () => {
  const latin = Buffer.from('a,b\nPE\u00d1A,1\n3,4', 'latin1')
  expect(await records(latin)).toEqual([
    [1, ['a', 'b']],
    [2, 'the row is not UTF-8 text'],
    [3, ['3', '4']],
  ])
})

test('line ends and letters that fall between two chunks stay whole', async () => {
  const rows = Array.from({ length: 9000 }, (_, index) => `Ñandú ${index},é`)
  const found = await records(['a,b', ...rows, ''].join('\r\n'))
  expect(found).toHaveLength(9001)
  expect(found.slice(1).map(([, fields]) => String(fields))).toEqual(rows)
  expect(found.at(-1)?.[0]).toBe(9001)
})
