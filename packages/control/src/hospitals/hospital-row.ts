/** The columns of the federal hospital list that an import looks at, by the word it uses for each. */
const columns = {
  id: 'ID',
  name: 'NAME',
  address: 'ADDRESS',
  city: 'CITY',
  state: 'STATE',
  zip: 'ZIP',
  zip4: 'ZIP4',
  telephone: 'TELEPHONE',
  status: 'STATUS',
  county: 'COUNTY',
  country: 'COUNTRY',
  latitude: 'LATITUDE',
  longitude: 'LONGITUDE',
} as const
type Word = keyof typeof columns
const words = Object.keys(columns) as Word[]
const optional: readonly Word[] = ['zip4', 'county']

/** One row, cleaned of the list's own marks for "absent". */
export type HospitalRow = { readonly line: number } & { readonly [W in Word]?: string }
export type ColumnPlaces = ReadonlyMap<Word, number>

/** Where each column stands in this header, or the names of the needed ones it lacks. */
export function placeColumns(header: readonly string[]): ColumnPlaces | { readonly lacking: string[] } {
  const names = header.map((name) => name.trim().toUpperCase())
  const places = new Map(words.map((word) => [word, names.indexOf(columns[word])]))
  const lacking = words.filter((word) => places.get(word) === -1 && !optional.includes(word))
  return lacking.length > 0 ? { lacking: lacking.map((word) => columns[word]) } : places
}

export function hospitalRow(line: number, fields: readonly string[], places: ColumnPlaces): HospitalRow {
  const values = words.map((word) => [word, present(fields[places.get(word) ?? -1])])
  return { line, ...Object.fromEntries(values) }
}

function present(field: string | undefined): string | undefined {
  const text = field?.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim() ?? ''
  return text === '' || text === '-999' || text.toUpperCase() === 'NOT AVAILABLE' ? undefined : text
}
