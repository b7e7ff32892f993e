import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | undefined

/**
 * A table by RFC 4180, with a byte order mark, because Excel takes UTF-8 for something else without one. Text that a
 * spreadsheet would take for a formula begins with an apostrophe; a phone number does, too: there is no exception to the
 * rule that somebody could write themselves into.
 */
export function writeCsv(headings: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return stringify([...rows].map(trimmed), {
    bom: true,
    header: true,
    columns: headings.map((heading, nth) => ({ key: String(nth), header: heading })),
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}

// what hides behind a line break or a tab is the first character of its cell, too
const trimmed = (cells: readonly Cell[]) =>
  cells.map((cell) => (typeof cell === 'string' ? cell.replace(/^[\s\p{Cc}\p{Cf}]+/u, '') : (cell ?? '')))
