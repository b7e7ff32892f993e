import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | undefined

/**
 * A table by RFC 4180, with a byte order mark, because Excel takes UTF-8 for something else without one. Text that a
 * spreadsheet would take for a formula begins with an apostrophe; a phone number does, too: there is no exception to the
 * rule that somebody could write themselves into.
 */
export function writeCsv(headings: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return stringify([...rows].map(asText), {
    bom: true,
    header: true,
    columns: headings.map((heading, nth) => ({ key: String(nth), header: heading })),
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}

const asText = (cells: readonly Cell[]) =>
  cells.map((cell) => (typeof cell === 'string' ? oneLine(cell) : (cell ?? '')))

/** A line break in a cell would be a row to some readers, and a semicolon is where Excel begins a cell in half of Europe. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    // what hides behind a blank is the first character of its cell, too
    .replace(/^[\s\p{Cf}]+/u, '')
    .replace(/;(?=[\s"\p{Cf}]*[=+\-@＝＋－＠])/gu, ";'")
