import { type KillableProcess, startKillable } from './killable-process.ts'

/** The worker as a process of its own that a proof may kill. */
export const startWorker = (environment: Readonly<Record<string, string>>): Promise<KillableProcess> =>
  startKillable('apps/worker/src/main.ts', environment)
