import type pg from 'pg'
import type { RuleName } from './proof.ts'

/** A defence taken away on purpose: what the checker must find then. */
export interface Control {
  /** In plain words, for the output */
  readonly sabotage: string
  /** Settings of the database server */
  readonly settings: Readonly<Record<string, string | number>>
  sabotageClinic(client: pg.Client): Promise<void>
  readonly mustFind: RuleName
}

export const controls = {
  'synchronous-commit': {
    sabotage: 'synchronous_commit = off, and what is committed is written out every ten seconds only',
    settings: { synchronous_commit: 'off', wal_writer_delay: '10s' },
    sabotageClinic: async () => {},
    mustFind: 'acknowledged',
  },
  exclusion: {
    sabotage: 'the exclusion constraint on doctor_time is dropped, and the second look with it',
    settings: {},
    async sabotageClinic(client) {
      await client.query('alter table doctor_time drop constraint doctor_time_no_overlap')
      await client.query(
        'create or replace function overlaps_another(mine uuid) returns boolean language sql as $$ select false $$',
      )
    },
    mustFind: 'doubles',
  },
} as const satisfies Record<string, Control>

export type ControlName = keyof typeof controls
