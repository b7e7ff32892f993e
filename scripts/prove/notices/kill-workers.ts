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
  /** Kills one after the other, each at a moment that is drawn, and starts another in its place meanwhile. */
  killUntil(wanted: number, pace: { everySeconds: number; random: () => number }): Promise<void>
}

interface Life {
  readonly life: number
  readonly process: KillableProcess
}

/** Workers that hand their mails to the sink, each life under a name of its own. */
export async function openVictims(
  many: number,
  environment: Readonly<Record<string, string>>,
  sink: Sink,
): Promise<Victims> {
  const kills: Kill[] = []
  const begin = async (worker: number, life: number): Promise<Life> => {
    const own = { ...environment, POLYCLINIC_SMTP_URL: sink.smtpUrl(worker, life) }
    return { life, process: await startWorker(own) }
  }
  const lives = await Promise.all(Array.from({ length: many }, (_, worker) => begin(worker, 0)))
  /** Workers that are being killed or started */
  const absent = new Map<number, Promise<void>>()
  const replace = async (worker: number) => {
    const { life, process } = lives[worker] as Life
    kills.push({ worker, life, at: Date.now() })
    await process.kill()
    lives[worker] = await begin(worker, life + 1)
  }
  return {
    kills,
    async killUntil(wanted, { everySeconds, random }) {
      while (kills.length < wanted) {
        await pause(random() * 2 * everySeconds * 1_000)
        const worker = Math.floor(random() * many)
        // one that was chosen again so soon has its first life to begin
        await absent.get(worker)
        absent.set(worker, replace(worker))
      }
      await Promise.all(absent.values())
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(absent.values())
      await Promise.all(lives.map(({ process }) => process.kill()))
    },
  }
}
