import type { Queryable } from '../pools/index.ts'
import type { AuditEntry, ChainHead } from './audit-entry.ts'
import type { ChainRow } from './chain-bytes.ts'

/** All in one statement; those that are there already stay as they are. */
export async function insertAuditEntries(db: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  await db.query({
    name: 'insert-audit-entries',
    text: `insert into audit_entry (id, at, actor, capacity, purpose, kind, object_type, object_id, patient_id)
      select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::uuid[])
      on conflict (id) do nothing`,
    values: [
      entries.map(({ id }) => id),
      entries.map(({ at }) => at),
      entries.map(({ actor }) => actor),
      entries.map(({ capacity }) => capacity),
      entries.map(({ purpose }) => purpose),
      entries.map(({ kind }) => kind),
      entries.map(({ objectType }) => objectType),
      entries.map(({ objectId }) => objectId),
      entries.map(({ patientId }) => patientId),
    ],
  })
}

/** Links so many at most. @returns nothing of a chain that has no link yet, or that somebody else seals just now */
export async function callSealing(
  db: Queryable,
  most: number,
): Promise<{ sealed: number; remains: boolean; head: ChainHead | undefined }> {
  const { rows } = await db.query<{
    sealed: number
    remains: boolean
    seq: string | null
    hash: string | null
  }>({
    name: 'seal-audit-entries',
    text: `select sealed, remains, seq, encode(hash, 'hex') as hash from seal_audit_entries($1)`,
    values: [most],
  })
  const [row] = rows
  if (!row) throw new Error('a query that always gives a row gave none')
  const { sealed, remains, seq, hash } = row
  return { sealed, remains, head: seq && hash ? { seq: Number(seq), hash } : undefined }
}

/** Links in order, each with its entry where that is there. */
export async function findLinks(db: Queryable, after: number, limit: number): Promise<ChainRow[]> {
  const { rows } = await db.query<ChainRow>({
    name: 'find-audit-links',
    text: `select l.seq::float8 as seq, l.hash, l.entry_id as "entryId", e.id,
        (extract(epoch from e.at) * 1000000)::bigint::text as "atMicroseconds", e.actor, e.capacity, e.purpose, e.kind,
        e.object_type as "objectType", e.object_id as "objectId", e.patient_id as "patientId",
        e.transaction_id::text as "transactionId"
      from audit_link l left join audit_entry e on e.id = l.entry_id
      where l.seq > $1 order by l.seq limit $2`,
    values: [after, limit],
  })
  return rows
}

export interface Unlinked {
  entries: number
  unsealed: number
  /** Entries that stand before the last link in the order of sealing: they were not there when it was made. */
  behind: string[]
}

/** What the chain does not reach, as of one moment. */
export async function findUnlinked(db: Queryable, most: number): Promise<Unlinked> {
  const { rows } = await db.query<Unlinked>(
    `with head as (
       select e.transaction_id, e.id from audit_link l join audit_entry e on e.id = l.entry_id
       where l.seq = (select max(seq) from audit_link)
         -- of a copy on another server the last link is no bound
         and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
     ), unlinked as materialized (
       select e.id, coalesce((e.transaction_id, e.id) <= (head.transaction_id, head.id), false) as behind
       from audit_entry e left join head on true
       where not exists (select from audit_link l where l.entry_id = e.id)
     )
     select (select count(*)::float8 from audit_entry) as entries,
       (select count(*)::float8 from unlinked where not behind) as unsealed,
       array(select id::text from unlinked where behind order by id limit $1) as behind`,
    [most],
  )
  const [row] = rows
  if (!row) throw new Error('a query that always gives a row gave none')
  return row
}

export interface AuditFilter {
  patientId?: string | undefined
  actor?: string | undefined
  /** UTC instants, from included and to not */
  from?: string | undefined
  to?: string | undefined
  /** Sort keys of the last one seen */
  after?: readonly string[] | undefined
  limit: number
}

export type AuditRow = AuditEntry

/** The newest first; one more than the limit. */
export async function findAuditEntries(db: Queryable, filter: AuditFilter): Promise<AuditRow[]> {
  const [afterTime, afterId] = filter.after ?? []
  const { rows } = await db.query<Omit<AuditRow, 'at'> & { at: string }>({
    text: `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, capacity, purpose,
        kind, object_type as "objectType", object_id as "objectId", patient_id as "patientId"
      from audit_entry e
      where ($1::uuid is null or patient_id = $1) and ($2::text is null or actor = $2)
        and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
        and ($5::timestamptz is null or (at, id) < ($5, $6::uuid))
      order by at desc, id desc limit $7`,
    values: [filter.patientId, filter.actor, filter.from, filter.to, afterTime, afterId, filter.limit + 1],
  })
  return rows.map((row) => ({
    ...row,
    objectId: row.objectId ?? undefined,
    patientId: row.patientId ?? undefined,
  }))
}
