import { quoteIdentifier, quoteLiteral } from '../pools/index.ts'

/** A column whose values begin with two bytes that name a version, the higher one first. */
export interface VersionedColumn {
  readonly table: string
  readonly column: string
  /** The primary key, of one column */
  readonly key: string
  readonly keyType: 'uuid' | 'text'
  /** The column that names what the value belongs to */
  readonly bound: string
  /** Where the value stands, in base64, in a column of JSON */
  readonly within?: readonly string[]
}

/** The value as bytes. */
export function valueOf({ column, within }: VersionedColumn): string {
  const name = `t.${quoteIdentifier(column)}`
  return within ? `decode(${name} #>> ${pathOf(within)}, 'base64')` : name
}

/** What the column becomes with these bytes in it. */
export function assigned({ column, within }: VersionedColumn, bytes: string): string {
  const name = quoteIdentifier(column)
  return within
    ? `${name} = jsonb_set(t.${name}, ${pathOf(within)}, to_jsonb(encode(${bytes}, 'base64')))`
    : `${name} = ${bytes}`
}

const pathOf = (steps: readonly string[]): string => `${quoteLiteral(`{${steps.join(',')}}`)}::text[]`
