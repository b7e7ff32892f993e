import { decodeCursor, timeKeys } from '@polyclinic/contract'

/** The sort keys of a list by time: an instant and an identifier. Refuses the cursor of another list. */
export const decodeTimeCursor = (cursor: string | undefined): string[] | undefined =>
  decodeCursor(cursor, timeKeys)
