import { type KeyRing, type KeyRingSource, keyRingFile, parseKeyRing } from '@polyclinic/guard'
import { type Config, ConfigRefused } from './config.ts'

/**
 * The keys of the installation, from the environment or from a file; new versions are noticed in a file alone.
 * @throws ConfigRefused, KeyRingUnreadable
 */
export function openKeys(config: Config): KeyRing | KeyRingSource {
  if (config.keys) return parseKeyRing(config.keys, 'POLYCLINIC_KEYS')
  if (config.keysFile) return keyRingFile(config.keysFile)
  throw new ConfigRefused(
    'No keys are set: give them in POLYCLINIC_KEYS or name their file in POLYCLINIC_KEYS_FILE.',
  )
}
