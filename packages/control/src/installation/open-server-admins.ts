import { type OpenDatabase, openDatabase } from '@polyclinic/postgres'
import type { ServerAdmin, ServerAdmins } from '../control-plane.ts'
import { serverRoles } from './server-roles.ts'

export class ServerReferenceUnknown extends Error {
  readonly code = 'server-reference-unknown'
}

/**
 * Opens administration connections on first use.
 * @param urls connection text by reference; `default` is the server that holds the control plane
 */
export function openServerAdmins(urls: ReadonlyMap<string, string>): ServerAdmins & { end(): Promise<void> } {
  const open = new Map<string, ServerAdmin & { database: OpenDatabase }>()
  return {
    open(reference) {
      const known = open.get(reference)
      if (known) return known
      const url = urls.get(reference)
      if (!url) {
        throw new ServerReferenceUnknown(
          `No administration connection is set for ${reference}: set it as an environment variable.`,
        )
      }
      const admin = openServerAdmin(url)
      open.set(reference, admin)
      return admin
    },
    async end() {
      await Promise.all([...open.values()].map(({ database }) => database.end()))
    },
  }
}

function openServerAdmin(url: string): ServerAdmin & { database: OpenDatabase } {
  const { hostname, port } = new URL(url)
  return {
    // cloning a large template waits on the disk: minutes, not the seconds of a request
    database: openDatabase({
      connectionString: url,
      max: 8,
      applicationName: 'polyclinic-admin',
      timeouts: {
        connectMilliseconds: 10_000,
        queryMilliseconds: 180_000,
        statementMilliseconds: 170_000,
        lockMilliseconds: 60_000,
      },
    }),
    address: { host: hostname, port: Number(port || 5432) },
    ownerUrl: (database) => ownerUrl(url, database),
  }
}

/** The same server and login, another database, and every object made as the common owner. */
export function ownerUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  url.searchParams.set('options', `-c role=${serverRoles.owner}`)
  return url.href
}
