import { z } from 'zod'
import { Refusal } from './problems/refusal.ts'
import { identifier, instant } from './words.ts'

/** A page of a list: `next` is an opaque cursor, absent on the last page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional() })

/** Makes the opaque cursor of the row that a page ends with: its sort keys. */
export const encodeCursor = (keys: readonly string[]): string =>
  btoa(encodeURIComponent(JSON.stringify(keys))).replaceAll('=', '')

/** Text that a database can compare with. */
const storable = z.string().refine((text) => !text.includes('\0') && text.isWellFormed())

/** The sort keys of a list by name. */
export const nameKeys = [storable, identifier] as const

/** The sort keys of a list by time; Postgres knows no year 0. */
export const timeKeys = [instant.refine((at) => !at.startsWith('0000')), identifier] as const

/**
 * Gives a cursor's sort keys; refuses one that we did not make.
 * @param kinds what each key is, or how many texts there are: a key that the column does not take would be our mistake
 */
export function decodeCursor(
  cursor: string | undefined,
  kinds: number | readonly z.ZodType[],
): string[] | undefined {
  if (cursor === undefined) return undefined
  const keys = parsed(cursor)
  const each = typeof kinds === 'number' ? Array.from({ length: kinds }, () => storable) : kinds
  const fits = (key: unknown, nth: number) =>
    storable.safeParse(key).success && each[nth]?.safeParse(key).success === true
  if (Array.isArray(keys) && keys.length === each.length && keys.every(fits)) return keys
  throw new Refusal('invalid-request', {
    issues: [{ pointer: 'cursor', message: 'not a cursor of this list' }],
  })
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(atob(cursor)))
  } catch {
    return undefined
  }
}

/** Cuts one page from rows of which one more than the limit was read. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keysOf: (row: Row) => readonly string[],
): { items: Item[]; next?: string } {
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(toItem),
    ...(rows.length > limit && last && { next: encodeCursor(keysOf(last)) }),
  }
}
