import { type OpenDatabase, openDatabase } from '../pools/index.ts'

/** A machine that runs two suites at a time stands still for a second now and then; no test but those of limits should know. */
export const patience = { connectMilliseconds: 20_000 }

/** @param max connections at a time; 10 unless told */
export const openTestDatabase = (
  connectionString: string,
  options: { readonly max?: number; readonly applicationName?: string } = {},
): OpenDatabase => openDatabase({ connectionString, applicationName: 'test', timeouts: patience, ...options })
