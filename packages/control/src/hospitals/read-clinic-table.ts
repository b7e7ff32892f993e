import { clinicManifest } from '@polyclinic/contract'
import type { HospitalVerdict } from './hospital-verdict.ts'
import { readCsvRecords } from './read-csv-records.ts'
import { UnreadableHospitalFile } from './unreadable-hospital-file.ts'

const needed = ['slug', 'name', 'timezone', 'country'] as const
const facts = ['slug', 'name', 'country', 'locale', 'phone', 'server'] as const
const inAddress = ['line', 'city', 'region'] as const

/** Reads our own table of clinics: a manifest a row, with what people write in spreadsheets. */
export async function readClinicTable(csv: string, template: string): Promise<HospitalVerdict[]> {
  const verdicts: HospitalVerdict[] = []
  const slugs = new Map<string, number>()
  let columns: string[] | undefined
  for await (const record of readCsvRecords(linesOf(csv))) {
    if ('malformed' in record) {
      if (!columns) throw unreadable('broken', `The first line is no CSV header: ${record.malformed}.`)
      verdicts.push({ line: record.line, ok: false, reason: record.malformed })
      continue
    }
    const { line, fields } = record
    if (columns) verdicts.push(judge(line, rowOf(columns, fields), template, slugs))
    else columns = headerOf(fields)
  }
  return verdicts
}

function headerOf(fields: readonly string[]): string[] {
  const columns = fields.map((field) => field.trim().toLowerCase())
  const lacking = needed.filter((name) => !columns.includes(name))
  if (lacking.length === 0) return columns
  throw unreadable('columns', `The list lacks the columns ${lacking.join(', ')} in its first line.`)
}

const rowOf = (columns: readonly string[], fields: readonly string[]): Map<string, string> =>
  new Map(
    columns.map((name, nth) => [name, fields[nth]?.trim() ?? ''] as const).filter(([, text]) => text !== ''),
  )

function judge(
  line: number,
  row: ReadonlyMap<string, string>,
  template: string,
  slugs: Map<string, number>,
): HospitalVerdict {
  const slug = row.get('slug') ?? ''
  const before = slugs.get(slug)
  if (before !== undefined)
    return { line, ok: false, reason: `the slug ${slug} was used before, on line ${before}` }
  slugs.set(slug, line)
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (row.has(name) ? [[name, row.get(name)]] : [])))
  const address = { ...pick(inAddress), ...(row.has('postalcode') && { postalCode: row.get('postalcode') }) }
  const isWhole = row.has('line') && row.has('city')
  const manifest = clinicManifest.safeParse({
    ...pick(facts),
    timeZone: row.get('timezone'),
    template: row.get('template') ?? template,
    ...(isWhole && { address }),
  })
  const left = Object.keys(address).length > 0 && !isWhole
  const warnings = left ? ['the address needs line and city: it is left out'] : []
  if (manifest.success) return { line, ok: true, manifest: manifest.data, warnings }
  const [issue] = manifest.error.issues
  return { line, ok: false, reason: `${issue?.path.join('.')}: ${issue?.message}` }
}

const unreadable = (trouble: 'broken' | 'columns', sentence: string) =>
  new UnreadableHospitalFile('list', trouble, sentence)

/** The lines of a text that is in memory already. */
export async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
}
