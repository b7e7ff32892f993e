import { type KeyRing, parseKeyRing, readKeyRingFile } from '@polyclinic/guard'
import { type Config, ConfigRefused } from './config.ts'

/** The keys of the installation, from the environment or from a file. @throws ConfigRefused, KeyRingUnreadable */
export function openKeys(config: Config): KeyRing {
  if (config.keys) return parseKeyRing(config.keys, 'POLYCLINIC_KEYS')
  if (config.keysFile) return readKeyRingFile(config.keysFile)
  throw new ConfigRefused(
    'No keys are set: give them in POLYCLINIC_KEYS or name their file in POLYCLINIC_KEYS_FILE.',
  )
}
