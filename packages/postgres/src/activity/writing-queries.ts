import type { Queryable } from '../pools/index.ts'

/** How much was written in one database, as one text: another one after each writing that the server has told of. */
export interface DatabaseWriting {
  readonly database: string
  readonly mark: string
}

/**
 * What was written in each database of a server, by one statement and without entering any of them: its statistics,
 * which every connection may read. A session tells of its writing after the commit, within a second or, where it goes
 * idle, ten. A server that crashed has lost them; the times of its start and of the last loss are therefore part of
 * the marks.
 */
export async function readWritings(db: Queryable): Promise<DatabaseWriting[]> {
  const { rows } = await db.query<DatabaseWriting>(
    `select s.datname as database, concat_ws(' ', extract(epoch from pg_postmaster_start_time()),
       extract(epoch from (select stats_reset from pg_stat_checkpointer)), s.tup_inserted) as mark
     from pg_stat_database s where s.datname is not null`,
  )
  return rows
}
