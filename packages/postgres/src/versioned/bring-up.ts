import type { Queryable } from '../pools/index.ts'
import type { VersionedColumn } from './versioned-column.ts'
import { findOutdated, replaceSeen } from './versioned-queries.ts'

const atOnce = 200
/** A value that others write again and again is somebody's who knows the current version already. */
const mostPasses = 5

/**
 * Brings every value of a column to the current version, in small steps that stand by themselves: killed at any moment,
 * it carries on by being repeated, because what it has done is not found again.
 * @param renew gives the value in its current version
 * @returns how many were brought up
 */
export async function bringUp(
  db: Queryable,
  column: VersionedColumn,
  current: () => number,
  renew: (value: Buffer, bound: string) => Buffer,
): Promise<number> {
  let done = 0
  for (let pass = 1; pass <= mostPasses; pass++) {
    let after: string | undefined
    let found = 0
    do {
      const rows = await findOutdated(db, column, { current: current(), after, limit: atOnce })
      const values = rows.map(({ key, bound, value }) => ({ key, seen: value, value: renew(value, bound) }))
      if (values.length > 0) done += await replaceSeen(db, column, values)
      found += rows.length
      after = rows.length < atOnce ? undefined : rows.at(-1)?.key
    } while (after !== undefined)
    if (found === 0) break
  }
  return done
}
