import { type ErasureLedger, openErasureLedger } from '@polyclinic/control'
import { type Config, ConfigRefused } from './config.ts'

/**
 * Opens the ledger of erasures. Production does without it under no circumstances: a restored copy would bring back who
 * has been erased.
 * @throws ConfigRefused, LedgerUnusable
 */
export async function openLedger(
  config: Pick<Config, 'production' | 'erasureLedger'>,
): Promise<ErasureLedger | undefined> {
  if (config.erasureLedger !== undefined) return openErasureLedger(config.erasureLedger)
  if (!config.production) return undefined
  throw new ConfigRefused(
    'In production erasures are remembered outside of the databases: name the file in POLYCLINIC_ERASURE_LEDGER.',
  )
}
