import type { ClientConfig } from 'pg'
import type { Queryable } from './database.ts'

/** Where a database is and how to be sure of it. */
export interface Place {
  /** Identity of its pool; a change of address, epoch or credential is a new key. */
  key: string
  /** Whose it is: `retire` closes by owner. */
  owner: string
  /** Which budget it draws on. */
  server: string
  address: {
    host: string
    port: number
    database: string
    user: string
    password?: string
    ssl?: ClientConfig['ssl']
  }
  /** Asked once on each new connection before anyone gets it; throws when it is not the database expected. */
  verify(client: Queryable): Promise<void>
}

export type FleetEvent =
  | { event: 'connection-opened'; server: string; key: string; milliseconds: number }
  | { event: 'connection-closed'; server: string; key: string; why: string }
  | { event: 'request-refused'; server: string; key: string; owner: string; reason: string }
