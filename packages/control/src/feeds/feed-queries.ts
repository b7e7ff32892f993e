import type { Queryable } from '@polyclinic/postgres'

export interface NewFeedRow {
  id: string
  accountId: string
  kind: 'patient' | 'doctor'
  clinicId: string | undefined
  tokenHash: Buffer
  sealedName: Buffer
}

/** Lets one feed of an account be made at a time. @returns how many there are */
export async function lockFeeds(tx: Queryable, accountId: string): Promise<number> {
  await tx.query('select from account where id = $1 for no key update', [accountId])
  const { rows } = await tx.query<{ count: number }>(
    'select count(*)::integer as count from calendar_feed where account_id = $1',
    [accountId],
  )
  return rows[0]?.count ?? 0
}

export async function insertFeed(
  tx: Queryable,
  feed: NewFeedRow,
  patientIds: readonly string[],
): Promise<Date> {
  const { rows } = await tx.query<{ createdAt: Date }>(
    `insert into calendar_feed (id, account_id, kind, clinic_id, token_hash, sealed_name)
     values ($1, $2, $3, $4, $5, $6) returning created_at as "createdAt"`,
    [feed.id, feed.accountId, feed.kind, feed.clinicId, feed.tokenHash, feed.sealedName],
  )
  await tx.query(
    'insert into calendar_feed_patient (feed_id, patient_id) select $1, id from unnest($2::uuid[]) as id order by id',
    [feed.id, patientIds],
  )
  return rows[0]?.createdAt ?? new Date()
}

export interface FeedRow {
  id: string
  kind: 'patient' | 'doctor'
  slug: string | null
  sealedName: Buffer
  patientIds: string[]
  createdAt: Date
  lastUsedAt: Date | null
}

/** The newest first. */
export async function findFeeds(db: Queryable, accountId: string): Promise<FeedRow[]> {
  const { rows } = await db.query<FeedRow>(
    `select f.id, f.kind, c.slug, f.sealed_name as "sealedName", f.created_at as "createdAt",
       f.last_used_at as "lastUsedAt", array(
         select p.patient_id from calendar_feed_patient p where p.feed_id = f.id order by p.patient_id) as "patientIds"
     from calendar_feed f left join clinic c on c.id = f.clinic_id
     where f.account_id = $1 order by f.created_at desc, f.id desc`,
    [accountId],
  )
  return rows
}

/** @returns whose appointments it showed; undefined where the account has no such feed */
export async function deleteFeed(
  tx: Queryable,
  feed: { id: string; accountId: string },
): Promise<string[] | undefined> {
  const { rows: patients } = await tx.query<{ id: string }>(
    'select patient_id as id from calendar_feed_patient where feed_id = $1',
    [feed.id],
  )
  const { rowCount } = await tx.query('delete from calendar_feed where id = $1 and account_id = $2', [
    feed.id,
    feed.accountId,
  ])
  return rowCount === 1 ? patients.map(({ id }) => id) : undefined
}

/** All that an account has made. */
export async function deleteFeedsOf(tx: Queryable, accountId: string): Promise<void> {
  await tx.query('delete from calendar_feed where account_id = $1', [accountId])
}

export interface OpenedFeedRow {
  id: string
  kind: 'patient' | 'doctor'
  accountId: string
  ownPatientId: string | null
  clinicId: string | null
  doctorId: string | null
  /** Whom the account still acts for */
  patientIds: string[]
  shownHash: Buffer | null
}

/** Whoever may not sign in any more shows nobody anything; a doctor whose role has ended neither. */
export async function findFeedBy(db: Queryable, tokenHash: Buffer): Promise<OpenedFeedRow | undefined> {
  const { rows } = await db.query<OpenedFeedRow>({
    name: 'find-feed-by-token',
    text: `select f.id, f.kind, f.account_id as "accountId", a.patient_id as "ownPatientId",
        f.clinic_id as "clinicId", m.doctor_id as "doctorId", f.shown_hash as "shownHash", array(
          select p.id from calendar_feed_patient x join patient p on p.id = x.patient_id
          where x.feed_id = f.id and p.erased_at is null
            and (p.id = a.patient_id or exists (
              select from guardian g where g.guardian_id = a.patient_id and g.dependent_id = p.id))
          order by p.id) as "patientIds"
      from calendar_feed f
      join account a on a.id = f.account_id and a.state = 'active'
      left join membership m
        on m.account_id = f.account_id and m.clinic_id = f.clinic_id and m.role = 'doctor'
      where f.token_hash = $1`,
    values: [tokenHash],
  })
  return rows[0]
}

const noticedMinutes = 15

/** Keeps when it was read, to a quarter of an hour: programs ask every few minutes. */
export async function noteFeedUse(db: Queryable, id: string, shownHash: Buffer): Promise<void> {
  await db.query({
    name: 'note-feed-use',
    text: `update calendar_feed set last_used_at = now(), shown_hash = $2
      where id = $1 and (shown_hash is distinct from $2 or last_used_at is null
        or last_used_at < now() - make_interval(mins => $3))`,
    values: [id, shownHash, noticedMinutes],
  })
}
