import type { Queryable } from '@polyclinic/postgres'

/** A dead letter: a job that has used up its attempts, and that nobody is at. */
const dead = 'j.attempts >= j.max_attempts and j.locked_at is null'

export interface JobRow {
  task: string
  payload: unknown
  key: string | null
  after_seconds: number
  max_attempts: number
}

/** All at once: a job costs little so, and the workers are woken once. No key may be there twice. */
export async function addJobs(
  db: Queryable,
  jobs: readonly JobRow[],
  { keepTheirTime }: { keepTheirTime: boolean },
): Promise<void> {
  await db.query({
    name: 'add-jobs',
    text: `select count(*) from graphile_worker.add_jobs(array(
        select row(n.task, n.payload, null, now() + make_interval(secs => n.after_seconds), n.max_attempts, n.key, null,
          null)::graphile_worker.job_spec
        from json_to_recordset($1::json) as n (
          task text, payload json, key text, after_seconds double precision, max_attempts smallint)), $2)`,
    values: [JSON.stringify(jobs), keepTheirTime],
  })
}

/**
 * Jobs without a key that are due later: the queue's own function wakes every worker for each of them, by a notification
 * that lets one transaction commit after the other. Workers look every two seconds, which is soon enough.
 */
export async function addLaterJobs(db: Queryable, jobs: readonly JobRow[]): Promise<void> {
  await db.query({
    name: 'add-later-jobs',
    text: `with given as (
        select n.* from json_to_recordset($1::json) as n (
          task text, payload json, after_seconds double precision, max_attempts smallint)
      ), made as (
        insert into graphile_worker._private_tasks (identifier)
        select distinct task from given
        where task not in (select identifier from graphile_worker._private_tasks)
        on conflict do nothing
        returning id, identifier
      ), known as (
        select id, identifier from graphile_worker._private_tasks union all select id, identifier from made
      )
      -- a task that somebody else makes at this moment is none yet: refused, not lost
      insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
      select (select id from known where identifier = g.task), g.payload,
        now() + make_interval(secs => g.after_seconds), g.max_attempts
      from given g`,
    values: [JSON.stringify(jobs)],
  })
}

/** Where one of a key is under way nothing is added: only one by one the queue can do that. */
export async function addUnlessUnderWay(db: Queryable, jobs: readonly JobRow[]): Promise<void> {
  await db.query(
    `select count(graphile_worker.add_job(
       identifier := n.task, payload := n.payload, run_at := now() + make_interval(secs => n.after_seconds),
       max_attempts := n.max_attempts, job_key := n.key, job_key_mode := 'unsafe_dedupe'))
     from json_to_recordset($1::json) as n (
       task text, payload json, key text, after_seconds double precision, max_attempts integer)`,
    [JSON.stringify(jobs)],
  )
}

export async function dropDeadWithKeys(db: Queryable, keys: readonly string[]): Promise<void> {
  await db.query(
    `select count(*) from graphile_worker.complete_jobs(
       array(select j.id from graphile_worker.jobs j where j.key = any ($1) and ${dead}))`,
    [keys],
  )
}

export interface DeadLetterRow {
  id: string
  task: string
  payload: unknown
  clinic: string | null
  attempts: number
  error: string | null
  queuedAt: Date
}

/** Oldest first; one more than the limit. The queue's own view leaves out the payload. */
export async function findDeadLetters(
  db: Queryable,
  filter: { after?: string | undefined; limit: number },
): Promise<DeadLetterRow[]> {
  const { rows } = await db.query<DeadLetterRow>(
    `select j.id::text, t.identifier as task, j.payload, c.slug as clinic, j.attempts::integer,
       j.last_error as error, j.created_at as "queuedAt"
     from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     left join clinic c on c.id::text = j.payload ->> 'clinicId'
     where ${dead} and ($1::bigint is null or j.id > $1)
     order by j.id limit $2`,
    [filter.after, filter.limit + 1],
  )
  return rows
}

/** How many there are of each task. */
export async function countDeadLetters(db: Queryable): Promise<{ task: string; count: number }[]> {
  const { rows } = await db.query<{ task: string; count: number }>(
    `select j.task_identifier as task, count(*)::integer as count from graphile_worker.jobs j
     where ${dead} group by j.task_identifier`,
  )
  return rows
}

/** @returns the ids of those that were dead letters and now have all their attempts before them */
export async function reviveDead(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id::text from graphile_worker.reschedule_jobs(
       array(select j.id from graphile_worker.jobs j where j.id = any ($1::bigint[]) and ${dead}),
       run_at := now(), attempts := 0)`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

/** @returns the ids of those that were dead letters and are gone */
export async function deleteDead(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id::text from graphile_worker.complete_jobs(
       array(select j.id from graphile_worker.jobs j where j.id = any ($1::bigint[]) and ${dead}))`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

export interface HeldJobRow {
  id: string
  task: string
  attempts: number
  maxAttempts: number
  worker: string
}

/** All jobs that a worker has taken: as many as all workers can do at once. */
export async function findHeldJobs(db: Queryable): Promise<HeldJobRow[]> {
  const { rows } = await db.query<HeldJobRow>(
    `select id::text, task_identifier as task, attempts::integer, max_attempts::integer as "maxAttempts",
       locked_by as worker
     from graphile_worker.jobs where locked_by is not null`,
  )
  return rows
}

/** Those of the locks that nobody held: they are held now, until the transaction ends. */
export async function takeFreeLocks(tx: Queryable, names: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where pg_try_advisory_xact_lock(hashtextextended(name, 0))',
    [names],
  )
  return rows.map(({ name }) => name)
}

export async function unlockJobsOf(db: Queryable, workers: readonly string[]): Promise<void> {
  await db.query('select graphile_worker.force_unlock_workers($1)', [workers])
}

/** Gives back single jobs of a worker that is alive: the queue's own function takes all it has. */
export async function unlockJobs(db: Queryable, worker: string, ids: readonly string[]): Promise<void> {
  await db.query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null
     where id = any ($2::bigint[]) and locked_by = $1`,
    [worker, ids],
  )
}

/** Before a job is given back as failed: the wait for its next attempt, which the queue counts from there, begins later. */
export async function putOff(db: Queryable, id: string, seconds: number): Promise<void> {
  await db.query(
    `update graphile_worker._private_jobs set run_at = now() + make_interval(secs => $2)
     where id = $1 and locked_at is not null`,
    [id, seconds],
  )
}

/** Before a job is given back as failed: no attempt is left. */
export async function useUpAttempts(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update graphile_worker._private_jobs set attempts = max_attempts where id = $1 and locked_at is not null`,
    [id],
  )
}

/** Lets the server notice within half a minute that this connection's machine is gone: its default is two hours. */
export async function noticeLossSoon(db: Queryable): Promise<void> {
  await db.query(
    'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
  )
}
