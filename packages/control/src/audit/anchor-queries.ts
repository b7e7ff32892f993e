import type { ChainHead, Queryable } from '@polyclinic/postgres'

/** The head of one chain. */
export interface Anchor extends ChainHead {
  /** Undefined for the control plane's own */
  readonly clinicId: string | undefined
}

export async function insertAnchors(db: Queryable, anchors: readonly Anchor[]): Promise<void> {
  await db.query({
    name: 'insert-audit-anchors',
    text: `insert into audit_anchor (clinic_id, seq, hash)
      select clinic_id, seq, decode(hash, 'hex') from unnest($1::uuid[], $2::bigint[], $3::text[])
        as given (clinic_id, seq, hash)`,
    values: [
      anchors.map(({ clinicId }) => clinicId),
      anchors.map(({ seq }) => seq),
      anchors.map(({ hash }) => hash),
    ],
  })
}

/** From that number on, in order; what was noted of one number more than once stands together. */
export async function findAnchors(
  db: Queryable,
  page: { clinicId: string | undefined; after: number; limit: number },
): Promise<{ seq: number; hashes: string[] }[]> {
  const { rows } = await db.query<{ seq: number; hashes: string[] }>({
    name: 'find-audit-anchors',
    text: `select seq::float8 as seq, array_agg(distinct encode(hash, 'hex')) as hashes
      from audit_anchor where clinic_id is not distinct from $1 and seq > $2
      group by audit_anchor.seq order by audit_anchor.seq limit $3`,
    values: [page.clinicId, page.after, page.limit],
  })
  return rows
}
