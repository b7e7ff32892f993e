import { join } from 'node:path'
import { root } from '../../installation/read-settings.ts'

/** Rows of the federal list as they stand there, chosen for their dirt; all 45 can be onboarded. */
export const hospitalsFile = join(root, 'packages/control/src/hospitals/fixtures/hospitals.csv')
