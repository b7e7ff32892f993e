import { CsvError, parse } from 'csv-parse/sync'
import { longestLine } from './read-lines.ts'

export type CsvRecord =
  | { readonly line: number; readonly fields: string[] }
  | { readonly line: number; readonly malformed: string }

/** A quote that stays open for more lines than this was not meant to. */
const mostLines = 50

/**
 * Rows of a CSV text (RFC 4180), with the line each begins at. The first row sets how many fields a row has.
 * A malformed row costs only its own first line: reading goes on at the next, even after an open quote.
 */
export async function* readCsvRecords(lines: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const waiting: string[] = []
  let line = 1
  let width: number | undefined
  for await (const text of lines) {
    waiting.push(text)
    yield* take(false)
  }
  yield* take(true)

  function* take(atEnd: boolean): Generator<CsvRecord> {
    while (waiting.length > 0) {
      const count = linesOfFirstRecord(waiting)
      if (count === undefined && !atEnd && !isTooLong(waiting)) return
      const record = parseRecord(waiting.slice(0, count ?? 1).join('\n'), width, count !== undefined)
      if (record !== 'blank') yield { line, ...record }
      const isRead = record !== 'blank' && 'fields' in record
      if (isRead) width ??= record.fields.length
      const used = isRead ? count! : 1
      waiting.splice(0, used)
      line += used
    }
  }
}

/** Undefined while a quote is open: a whole record holds an even number of them, doubled ones included. */
function linesOfFirstRecord(lines: string[]): number | undefined {
  let quotes = 0
  for (const [index, text] of lines.entries()) {
    quotes += text.split('"').length - 1
    if (quotes % 2 === 0) return index + 1
  }
  return undefined
}

function isTooLong(lines: string[]): boolean {
  return lines.length >= mostLines || lines.reduce((sum, text) => sum + text.length, 0) > longestLine
}

function parseRecord(
  text: string,
  width: number | undefined,
  isClosed: boolean,
): { fields: string[] } | { malformed: string } | 'blank' {
  if (text.trim() === '') return 'blank'
  if (text.length > longestLine) return { malformed: `the row is longer than ${longestLine} characters` }
  if (!isClosed) return { malformed: 'the row opens a quote and does not close it' }
  // a decoder puts U+FFFD where the bytes were no UTF-8
  if (text.includes('\uFFFD')) return { malformed: 'the row is not UTF-8 text' }
  try {
    const [fields = []] = parse(text, { relax_column_count: true, trim: true, record_delimiter: '\n' })
    if (width === undefined || fields.length === width) return { fields }
    return { malformed: `the row has ${fields.length} fields where the header has ${width}` }
  } catch (error) {
    if (error instanceof CsvError) return { malformed: 'the row has a quote in the wrong place' }
    throw error
  }
}
