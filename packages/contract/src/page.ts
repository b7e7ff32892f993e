import { z } from 'zod'
import { Refusal } from './problems/refusal.ts'

/** A page of a list: `next` is an opaque cursor, absent on the last page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional() })

/** Makes the opaque cursor of the row that a page ends with: its sort keys. */
export const encodeCursor = (keys: readonly string[]): string =>
  btoa(encodeURIComponent(JSON.stringify(keys))).replaceAll('=', '')

/** Gives a cursor's sort keys; refuses one that we did not make. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | undefined {
  if (cursor === undefined) return undefined
  const keys = parsed(cursor)
  if (Array.isArray(keys) && keys.length === length && keys.every((key) => typeof key === 'string'))
    return keys
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
