import { freePort } from '@polyclinic/postgres'
import { type KillableProcess, startKillable } from './killable-process.ts'

export interface ProvenApi extends KillableProcess {
  /** The same through all its lives */
  readonly port: number
}

/** The API as a process of its own that a proof may kill. */
export async function startApi(environment: Readonly<Record<string, string>>): Promise<ProvenApi> {
  const port = await freePort()
  return { port, ...(await startKillable('apps/api/src/main.ts', { ...environment, PORT: String(port) })) }
}
