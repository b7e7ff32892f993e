import { type Queryable, quoteIdentifier } from '@polyclinic/postgres'
import { serverRoles } from '../installation/server-roles.ts'

/**
 * What a process may do with the queue. Graphile-worker's tables have row security and no policy, so that grants alone
 * show nobody a row. A queue by name gets no policy to be inserted: it is served by polling, and 5,000 of them made the
 * queue eleven times slower.
 */
const rights: { table: string; commands: readonly Command[]; rows?: readonly Command[] }[] = [
  { table: '_private_jobs', commands: ['select', 'insert', 'update', 'delete'] },
  { table: '_private_tasks', commands: ['select', 'insert'] },
  { table: '_private_known_crontabs', commands: ['select', 'insert', 'update'] },
  { table: '_private_job_queues', commands: ['select', 'insert', 'update'], rows: ['select', 'update'] },
]
type Command = 'select' | 'insert' | 'update' | 'delete'

const group = quoteIdentifier(serverRoles.controlGroup)

/** Repeating it changes nothing. */
export async function grantQueueRights(db: Queryable): Promise<void> {
  await db.query(`grant usage on schema graphile_worker to ${group}`)
  await db.query(`grant select on graphile_worker.migrations, graphile_worker.jobs to ${group}`)
  const made = await findPolicies(db)
  for (const { table, commands, rows = commands } of rights) {
    await db.query(`grant ${commands.join(', ')} on graphile_worker.${table} to ${group}`)
    for (const command of rows) {
      if (!made.has(`${table} ${policyName(command)}`)) await createPolicy(db, table, command)
    }
  }
}

const policyName = (command: Command): string => `polyclinic_${command}`

async function findPolicies(db: Queryable): Promise<Set<string>> {
  const { rows } = await db.query<{ policy: string }>(
    `select tablename || ' ' || policyname as policy from pg_policies where schemaname = 'graphile_worker'`,
  )
  return new Set(rows.map(({ policy }) => policy))
}

async function createPolicy(db: Queryable, table: string, command: Command): Promise<void> {
  const reads = command === 'insert' ? '' : 'using (true)'
  const writes = command === 'insert' || command === 'update' ? 'with check (true)' : ''
  await db.query(
    `create policy ${policyName(command)} on graphile_worker.${table} for ${command} to ${group} ${reads} ${writes}`,
  )
}
