import { quoteIdentifier } from '@polyclinic/postgres'
import type { Arena, Entrance } from './open-arena.ts'

const guarded = ['appointment', 'doctor_time', 'appointment_slot']

/** A copy of the clinic without foreign keys and exclusions on what a booking writes: what they cost is the difference. */
export async function copyWithoutDefences(arena: Arena): Promise<Entrance> {
  const { database } = arena.entrance
  const copy = `${database}_bare`
  await arena
    .asSuperuser('postgres')
    .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database])
  await arena
    .asSuperuser('postgres')
    .query(`create database ${quoteIdentifier(copy)} template ${quoteIdentifier(database)}`)
  const inside = arena.asSuperuser(copy)
  const { rows } = await inside.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
     from pg_constraint where conrelid = any ($1::regclass[]) and contype in ('f', 'x')`,
    [guarded],
  )
  for (const { statement } of rows) await inside.query(statement)
  await inside.query(`grant connect on database ${quoteIdentifier(copy)} to public`)
  return { ...arena.entrance, database: copy }
}
