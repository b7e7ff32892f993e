import { decodeCursor, identifier, instant, Refusal } from '@polyclinic/contract'

/** The sort keys of a list by time: an instant and an identifier. Refuses the cursor of another list. */
export function decodeTimeCursor(cursor: string | undefined): string[] | undefined {
  const keys = decodeCursor(cursor, 2)
  if (!keys || isTimeAndIdentifier(keys)) return keys
  throw new Refusal('invalid-request', {
    issues: [{ pointer: 'cursor', message: 'not a cursor of this list' }],
  })
}

// Postgres knows no year 0
const isTimeAndIdentifier = ([at, id]: string[]): boolean =>
  instant.safeParse(at).success && !at?.startsWith('0000') && identifier.safeParse(id).success
