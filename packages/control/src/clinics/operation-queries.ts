import type { rings } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import type { OperationRow } from './clinic-row.ts'

const columns = `o.id, o.clinic_id as "clinicId", c.slug, o.kind, o.state, o.step, o.arguments, o.attempts, o.error,
  o.started_at as "startedAt", o.finished_at as "finishedAt"`
const source = 'clinic_operation o join clinic c on c.id = o.clinic_id'

export async function findOperation(db: Queryable, id: string): Promise<OperationRow | undefined> {
  const { rows } = await db.query<OperationRow>(`select ${columns} from ${source} where o.id = $1`, [id])
  return rows[0]
}

/** The one operation of the clinic that is not finished, failed attempts included. */
export async function findUnfinished(db: Queryable, clinicId: string): Promise<OperationRow | undefined> {
  const { rows } = await db.query<OperationRow>(
    `select ${columns} from ${source} where o.clinic_id = $1 and o.state <> 'succeeded'`,
    [clinicId],
  )
  return rows[0]
}

export async function findLatest(db: Queryable, clinicId: string): Promise<OperationRow | undefined> {
  const { rows } = await db.query<OperationRow>(
    `select ${columns} from ${source} where o.clinic_id = $1 order by o.started_at desc, o.id desc limit 1`,
    [clinicId],
  )
  return rows[0]
}

/** Unfinished operations, oldest first. */
export async function findAllUnfinished(db: Queryable): Promise<OperationRow[]> {
  const { rows } = await db.query<OperationRow>(
    `select ${columns} from ${source} where o.state <> 'succeeded' order by o.started_at, o.id`,
  )
  return rows
}

/** Newest first; one more than the limit. */
export async function findOperations(
  db: Queryable,
  filter: { state?: string | undefined; after?: readonly string[] | undefined; limit: number },
): Promise<OperationRow[]> {
  const [afterTime, afterId] = filter.after ?? []
  const { rows } = await db.query<OperationRow>(
    `select ${columns} from ${source}
     where ($1::text is null or o.state = $1)
       and ($2::timestamptz is null or (o.started_at, o.id) < ($2, $3::uuid))
     order by o.started_at desc, o.id desc limit $4`,
    [filter.state, afterTime, afterId, filter.limit + 1],
  )
  return rows
}

export async function insertOperation(
  db: Queryable,
  operation: { clinicId: string; kind: string; step: string; arguments?: Buffer },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'insert into clinic_operation (clinic_id, kind, step, arguments) values ($1, $2, $3, $4) returning id',
    [operation.clinicId, operation.kind, operation.step, operation.arguments],
  )
  return rows[0]?.id ?? ''
}

// a note need not wait for the disk: one that a crash of the server loses is a step that is looked at once more
const unhurried = `(select set_config('synchronous_commit', 'off', true)) as unhurried`

export async function noteAttempt(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update clinic_operation set state = 'running', attempts = attempts + 1 from ${unhurried} where id = $1`,
    [id],
  )
}

export async function noteStep(db: Queryable, id: string, step: string): Promise<void> {
  await db.query(`update clinic_operation set step = $2 from ${unhurried} where id = $1`, [id, step])
}

export async function noteFailure(db: Queryable, id: string, error: string): Promise<void> {
  await db.query(`update clinic_operation set state = 'failed', error = $2 where id = $1`, [id, error])
}

/** What the operation was given is forgotten with its end: it named people. */
export async function noteSuccess(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update clinic_operation
     set state = 'succeeded', step = 'done', error = null, arguments = null, finished_at = now() where id = $1`,
    [id],
  )
}

export interface RingRow {
  ring: (typeof rings)[number]
  clinics: number
  behind: number
  failed: number
  /** Slugs of some of those behind */
  next: string[]
}

/** Of clinics that may be reached, by ring: whose schema is older than the newest. */
export async function countBehind(db: Queryable, newest: number): Promise<RingRow[]> {
  const { rows } = await db.query<RingRow>(
    `select c.ring, count(*)::integer as clinics, count(*) filter (where c.schema_version < $1)::integer as behind,
       count(*) filter (where c.schema_version < $1 and o.state = 'failed')::integer as failed,
       coalesce((array_agg(c.slug order by c.slug) filter (where c.schema_version < $1))[:100], '{}') as next
     from clinic c left join clinic_operation o on o.clinic_id = c.id and o.state <> 'succeeded'
     where c.state in ('active', 'suspended')
     group by c.ring`,
    [newest],
  )
  return rows
}
