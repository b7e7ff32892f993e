import { assignSlugs } from './assign-slugs.ts'
import { type ColumnPlaces, type HospitalRow, hospitalRow, placeColumns } from './hospital-row.ts'
import type { HospitalVerdict } from './hospital-verdict.ts'
import { judgeHospital } from './judge-hospital.ts'
import { type CsvRecord, readCsvRecords } from './read-csv-records.ts'
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
export async function readHospitals(
  path: string,
  { limit = Number.POSITIVE_INFINITY, template = 'general-hospital' }: ReadHospitalsOptions = {},
): Promise<HospitalVerdict[]> {
  const rows = await readRows(path)
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

async function readRows(path: string): Promise<(HospitalRow | Malformed)[]> {
  const rows: (HospitalRow | Malformed)[] = []
  let places: ColumnPlaces | undefined
  for await (const record of readCsvRecords(readLines(path))) {
    if (!places) places = readHeader(path, record)
    else if ('malformed' in record) rows.push(record)
    else rows.push(hospitalRow(record.line, record.fields, places))
  }
  if (!places) throw new UnreadableHospitalFile(path, 'empty', `The file ${path} is empty.`)
  return rows
}

function readHeader(path: string, header: CsvRecord): ColumnPlaces {
  if ('malformed' in header) {
    const sentence = `The first line of ${path} is no CSV header: ${header.malformed}.`
    throw new UnreadableHospitalFile(path, 'broken', sentence)
  }
  const places = placeColumns(header.fields)
  if ('lacking' in places) {
    const sentence = `The file ${path} lacks the columns ${places.lacking.join(', ')} in its first line.`
    throw new UnreadableHospitalFile(path, 'columns', sentence)
  }
  return places
}
