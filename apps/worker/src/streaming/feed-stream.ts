import { setTimeout as pause } from 'node:timers/promises'
import { type ControlPlane, streamEvents, wantStream } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Logger } from 'pino'
import type { WorkerMetrics } from '../observing/create-metrics.ts'
import type { EventStream } from './open-stream.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
const atOnce = 200
const idleMilliseconds = 250
const longestMilliseconds = 5_000
const wantedMilliseconds = 600_000

/**
 * Brings events from the control plane into the stream, in order, until it is stopped. Redis or the control plane may go
 * away meanwhile: then it tries again, and nothing else waits for it.
 */
export function feedStream(options: {
  readonly control: ControlPlane
  readonly stream: EventStream
  readonly metrics: Pick<WorkerMetrics, 'streamed'>
  readonly log: Logger
}): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const ended = feed(options, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await ended
      options.stream.close()
    },
  }
}

async function feed(
  { control, stream, metrics, log }: Parameters<typeof feedStream>[0],
  stopping: AbortSignal,
): Promise<void> {
  let wait = idleMilliseconds
  let wantedAt = Number.NEGATIVE_INFINITY
  while (!stopping.aborted) {
    try {
      if (performance.now() - wantedAt > wantedMilliseconds) {
        const lost = await wantStream(control, worker)
        if (lost > 0) log.error({ lost }, 'events waited too long for the stream and were dropped')
        wantedAt = performance.now()
      }
      const count = await streamEvents(control, worker, atOnce, (events) =>
        stream.add(events).catch((error: unknown) => {
          metrics.streamed('failed', events.length)
          throw error
        }),
      )
      metrics.streamed('added', count)
      if (wait > idleMilliseconds) log.info('events are added to the stream again')
      wait = idleMilliseconds
      if (count === atOnce) continue
    } catch (err) {
      if (wait === idleMilliseconds) log.warn({ err }, 'events wait for the stream')
      wait = Math.min(wait * 2, longestMilliseconds)
    }
    await pause(wait, undefined, { signal: stopping }).catch(() => {})
  }
}
