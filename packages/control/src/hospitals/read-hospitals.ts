import { assignSlugs } from './assign-slugs.ts'
import { type ColumnPlaces, type HospitalRow, hospitalRow, placeColumns } from './hospital-row.ts'
import type { HospitalVerdict } from './hospital-verdict.ts'
import { judgeHospital } from './judge-hospital.ts'
import { type CsvRecord, readCsvRecords } from './read-csv-records.ts'
import { linesOf } from './read-clinic-table.ts'
import { readLines } from './read-lines.ts'
import { UnreadableHospitalFile } from './unreadable-hospital-file.ts'

export interface ReadHospitalsOptions {
  /** Verdicts for the first so many rows, good or bad. The slugs are those of the whole file all the same. */
  readonly limit?: number
  /** The named staffing each clinic starts with; general-hospital when absent. */
  readonly template?: string
}

/**
 * Reads a CSV file of the federal hospital list and gives a verdict on each of its rows, in the file's order.
 * A bad row is a verdict too. Throws UnreadableHospitalFile when the file as a whole cannot be used.
 */
export const readHospitals = (path: string, options: ReadHospitalsOptions = {}): Promise<HospitalVerdict[]> =>
  judgeLines(`The file ${path}`, path, readLines(path), options)

/** The same of a text that is in memory already. */
export const readHospitalText = (
  csv: string,
  options: ReadHospitalsOptions = {},
): Promise<HospitalVerdict[]> => judgeLines('The list', 'list', linesOf(csv), options)

async function judgeLines(
  what: string,
  path: string,
  lines: AsyncIterable<string>,
  { limit = Number.POSITIVE_INFINITY, template = 'general-hospital' }: ReadHospitalsOptions,
): Promise<HospitalVerdict[]> {
  const rows = await readRows(what, path, lines)
  const hospitals = rows.filter((row): row is HospitalRow => !('malformed' in row))
  const firstLines = new Map(hospitals.toReversed().map((row) => [row.id ?? '', row.line]))
  const named = hospitals.flatMap(({ id, name, city, state, line }) =>
    id && name && firstLines.get(id) === line ? [{ id, name, city, state }] : [],
  )
  const place = { slugs: assignSlugs(named), firstLines, template }
  return rows
    .slice(0, limit)
    .map((row) =>
      'malformed' in row ? { line: row.line, ok: false, reason: row.malformed } : judgeHospital(row, place),
    )
}

type Malformed = { readonly line: number; readonly malformed: string }

async function readRows(
  what: string,
  path: string,
  lines: AsyncIterable<string>,
): Promise<(HospitalRow | Malformed)[]> {
  const rows: (HospitalRow | Malformed)[] = []
  let places: ColumnPlaces | undefined
  for await (const record of readCsvRecords(lines)) {
    if (!places) places = readHeader(what, path, record)
    else if ('malformed' in record) rows.push(record)
    else rows.push(hospitalRow(record.line, record.fields, places))
  }
  if (!places) throw new UnreadableHospitalFile(path, 'empty', `${what} is empty.`)
  return rows
}

function readHeader(what: string, path: string, header: CsvRecord): ColumnPlaces {
  if ('malformed' in header) {
    const sentence = `${what} begins with a line that is no CSV header: ${header.malformed}.`
    throw new UnreadableHospitalFile(path, 'broken', sentence)
  }
  const places = placeColumns(header.fields)
  if ('lacking' in places) {
    const sentence = `${what} lacks the columns ${places.lacking.join(', ')} in its first line.`
    throw new UnreadableHospitalFile(path, 'columns', sentence)
  }
  return places
}
