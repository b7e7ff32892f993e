import { type Queryable, quoteIdentifier, quoteLiteral } from '@polyclinic/postgres'

/** Administration of a server: statements that take no parameters, their names quoted. */

export async function roleExists(db: Queryable, role: string): Promise<boolean> {
  const { rows } = await db.query('select from pg_roles where rolname = $1', [role])
  return rows.length > 0
}

export async function createGroup(db: Queryable, role: string): Promise<void> {
  await db.query(`create role ${quoteIdentifier(role)} nologin`)
}

/** Lets the administrator, where it is no superuser, make objects as that role. */
export async function joinRole(db: Queryable, role: string): Promise<void> {
  await db.query(`grant ${quoteIdentifier(role)} to current_user`)
}

/** @param verifier SCRAM, so that no password reaches the server's log */
export async function putLogin(
  db: Queryable,
  login: { role: string; verifier: string; group: string; connectionLimit: number },
): Promise<void> {
  const role = quoteIdentifier(login.role)
  const group = quoteIdentifier(login.group)
  const rights = `login nosuperuser nocreatedb nocreaterole inherit
     connection limit ${Math.trunc(login.connectionLimit)} password ${quoteLiteral(login.verifier)}`
  if (await roleExists(db, login.role)) {
    await db.query(`alter role ${role} ${rights}`)
    await db.query(`grant ${group} to ${role}`)
  } else {
    await db.query(`create role ${role} ${rights} in role ${group}`)
  }
}

export interface DatabaseRow {
  isTemplate: boolean
  allowsConnections: boolean
  /** An interrupted DROP DATABASE leaves one that can only be dropped. */
  broken: boolean
}

export async function findDatabase(db: Queryable, name: string): Promise<DatabaseRow | undefined> {
  const { rows } = await db.query<DatabaseRow>(
    `select datistemplate as "isTemplate", datallowconn as "allowsConnections", datconnlimit = -2 as broken
     from pg_database where datname = $1`,
    [name],
  )
  return rows[0]
}

/** An empty database of our own locale, closed to everybody until it is opened. */
export async function createEmptyDatabase(db: Queryable, name: string, owner: string): Promise<void> {
  await db.query(
    `create database ${quoteIdentifier(name)} owner ${quoteIdentifier(owner)} template template0
     encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'`,
  )
}

/** Not open to connections before its grants are made: a template's own are not copied. */
export async function cloneDatabase(
  db: Queryable,
  name: string,
  template: string,
  owner: string,
): Promise<void> {
  await db.query(
    `create database ${quoteIdentifier(name)} template ${quoteIdentifier(template)}
     owner ${quoteIdentifier(owner)} strategy wal_log allow_connections false`,
  )
}

export async function dropDatabase(db: Queryable, name: string): Promise<void> {
  await db.query(`drop database if exists ${quoteIdentifier(name)} with (force)`)
}

export async function closeToPublic(db: Queryable, database: string): Promise<void> {
  await db.query(`revoke connect, temporary on database ${quoteIdentifier(database)} from public`)
}

export async function letConnect(db: Queryable, database: string, role: string): Promise<void> {
  await db.query(`grant connect on database ${quoteIdentifier(database)} to ${quoteIdentifier(role)}`)
}

export async function allowConnections(db: Queryable, database: string): Promise<void> {
  await db.query(`alter database ${quoteIdentifier(database)} allow_connections true`)
}

export async function sealTemplate(db: Queryable, database: string): Promise<void> {
  await db.query(`alter database ${quoteIdentifier(database)} is_template true allow_connections false`)
}

/** Databases of the given names that the asking role may connect to. */
export async function reachable(db: Queryable, names: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ datname: string }>(
    `select datname from pg_database where datname = any ($1) and has_database_privilege(oid, 'connect')`,
    [names],
  )
  return rows.map(({ datname }) => datname)
}

/** Databases of the given names into which everybody may connect. */
export async function openToPublic(db: Queryable, names: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ datname: string }>(
    `select datname from pg_database
     where datname = any ($1) and has_database_privilege('public', oid, 'connect')`,
    [names],
  )
  return rows.map(({ datname }) => datname)
}

export async function currentDatabase(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ name: string }>('select current_database() as name')
  return rows[0]?.name ?? ''
}

/** Takes a lock of the whole database for this connection, waiting its turn. */
export async function lockExclusively(db: Queryable, name: string): Promise<void> {
  await db.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
}

export async function unlock(db: Queryable, name: string): Promise<void> {
  await db.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
}

export async function tryLock(db: Queryable, name: string): Promise<boolean> {
  const { rows } = await db.query<{ got: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
    [name],
  )
  return rows[0]?.got === true
}
