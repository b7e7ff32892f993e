/** The cells of a table by RFC 4180, without its byte order mark. Throws for text that is no such table. */
export function readCsv(text: string): string[][] {
  if (!text.startsWith('\ufeff')) throw new Error('There is no byte order mark.')
  const rows: string[][] = []
  let row: string[] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy
  let end = 1
  cell.lastIndex = end
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [, written = '', next] = found
    row.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written)
    if (next === '\r\n') {
      rows.push(row)
      row = []
    }
    end = cell.lastIndex
  }
  if (end !== text.length) throw new Error(`It is no table after ${end} characters.`)
  return rows
}

/** Each row by the headings of the first. */
export function readTable(text: string): Record<string, string>[] {
  const [headings = [], ...rows] = readCsv(text)
  return rows.map((row) => Object.fromEntries(headings.map((heading, nth) => [heading, row[nth] ?? ''])))
}
