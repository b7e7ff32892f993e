import { setTimeout as pause } from 'node:timers/promises'
import { type ControlPlane, queueMarkedClinics } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Logger } from 'pino'

const worker: Actor = { kind: 'system', name: 'worker' }
const everyMilliseconds = 1_000
const longestMilliseconds = 15_000

/** Looks every second for clinics whose free days have changed, until it is stopped, whatever becomes of a look. */
export function followMarks(options: { readonly control: ControlPlane; readonly log: Logger }): {
  stop(): Promise<void>
} {
  const stopping = new AbortController()
  const ended = follow(options, stopping.signal)
  return {
    stop() {
      stopping.abort()
      return ended
    },
  }
}

async function follow(
  { control, log }: Parameters<typeof followMarks>[0],
  stopping: AbortSignal,
): Promise<void> {
  let wait = everyMilliseconds
  while (!stopping.aborted) {
    try {
      await queueMarkedClinics(control, worker, { failedToo: false })
      wait = everyMilliseconds
    } catch (err) {
      if (wait === everyMilliseconds) log.warn({ err }, 'the search waits for the control plane')
      wait = Math.min(wait * 2, longestMilliseconds)
    }
    await pause(wait, undefined, { signal: stopping }).catch(() => {})
  }
}
