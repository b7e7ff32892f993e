import { findLedgerVersion, findServerFacts, hasDemoAccounts } from '@polyclinic/control'
import type { Vault } from '@polyclinic/guard'
import type { Database, Queryable } from '@polyclinic/postgres'
import { ConfigRefused } from './config.ts'

const neededVersion = 18
const neededExtensions = ['btree_gist']

/**
 * Whether the process may serve: the control plane is there at this code's schema, and in production nothing of the
 * demo is left. Each fault is one sentence.
 * @throws ConfigRefused
 */
export async function preflight(given: {
  production: boolean
  admin: Queryable
  control: Database
  vault: Vault
  /** Newest version of the control plane's migrations */
  schemaVersion: number
}): Promise<void> {
  const { admin, control, vault, schemaVersion, production } = given
  const found = await findLedgerVersion(control)
  if (found < schemaVersion) {
    throw new ConfigRefused(
      `The control plane's schema is at version ${found} and this code needs ${schemaVersion}: run "npm run clinics -- list" once, which brings it up.`,
    )
  }
  const server = await findServerFacts(admin, neededExtensions)
  if (server.version < neededVersion) {
    throw new ConfigRefused(
      `The server runs PostgreSQL ${server.version}: ${neededVersion} or newer is needed.`,
    )
  }
  if (server.missingExtensions.length > 0) {
    throw new ConfigRefused(
      `The server lacks the extension ${server.missingExtensions.join(', ')}: install it there.`,
    )
  }
  if (!server.mayProvision) {
    throw new ConfigRefused(
      'The administrator of DATABASE_URL may not make databases and roles: grant CREATEDB and CREATEROLE.',
    )
  }
  if (!production) return
  if (vault.isDevelopment) {
    throw new ConfigRefused(
      'The keys were made for development: make new ones for production and set POLYCLINIC_KEYS_FILE.',
    )
  }
  if (await hasDemoAccounts(control)) {
    throw new ConfigRefused(
      'This installation has demo accounts with printed passwords: production needs a control plane of its own.',
    )
  }
}
