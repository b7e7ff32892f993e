import { setTimeout as pause } from 'node:timers/promises'
import type { KillableProcess } from '../service/killable-process.ts'
import { startWorker } from '../service/start-worker.ts'
import type { Sink } from './open-sink.ts'

/** A life of a worker that ended by `kill -9`. */
export interface Kill {
  readonly worker: number
  readonly life: number
  /** Milliseconds since 1970 */
  readonly at: number
}

export interface Victims extends AsyncDisposable {
  readonly kills: readonly Kill[]
  /** Kills one after the other, each at a moment that is drawn, and starts another in its place. */
  killUntil(wanted: number, random: () => number): Promise<void>
}

interface Life {
  readonly life: number
  readonly process: KillableProcess
}

/**
 * Milliseconds. Whoever frees the jobs of the dead looks twice, ten seconds apart: where nobody lived that long, nobody
 * could.
 */
const meanLife = 24_000

/** Workers that hand their mails to the sink, each life under a name of its own. */
export async function openVictims(
  many: number,
  environment: Readonly<Record<string, string>>,
  sink: Sink,
): Promise<Victims> {
  const lives: Life[] = []
  const kills: Kill[] = []
  const begin = (worker: number, life: number) =>
    startWorker({ ...environment, POLYCLINIC_SMTP_URL: sink.smtpUrl(worker, life) })
  for (let worker = 0; worker < many; worker++) lives.push({ life: 0, process: await begin(worker, 0) })
  return {
    kills,
    async killUntil(wanted, random) {
      while (kills.length < wanted) {
        await pause((random() * 2 * meanLife) / many)
        const worker = Math.floor(random() * many)
        const { life, process } = lives[worker] as Life
        kills.push({ worker, life, at: Date.now() })
        await process.kill()
        lives[worker] = { life: life + 1, process: await begin(worker, life + 1) }
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(lives.map(({ process }) => process.kill()))
    },
  }
}
