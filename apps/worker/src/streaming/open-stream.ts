import type { StreamEvent } from '@polyclinic/control'
import { typeOfEvent } from '@polyclinic/contract'
import { cloudEventOf } from '@polyclinic/webhooks'
import { Redis } from 'ioredis'

/** One stream for all clinics, so that a reader follows one thing; each entry names its clinic. */
export const streamKey = 'polyclinic:events'

export interface EventStream {
  /** Resolves when all have arrived, in their order; rejects soon where Redis does not take them. */
  add(events: readonly StreamEvent[]): Promise<void>
  close(): void
}

/**
 * Opens the stream in Redis. Nothing is queued and nothing is retried here: what does not arrive at once stays where it
 * is and is handed over again.
 * @param length about so many entries are kept
 */
export function openStream(
  { redisUrl, length }: { readonly redisUrl: string; readonly length: number },
  publicUrl: string,
): EventStream {
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
    // a stopped server keeps its sockets open
    socketTimeout: 5_000,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  })
  // without a listener an error of the socket would end the process; each `add` says that it failed
  redis.on('error', () => {})
  return {
    async add(events) {
      if (events.length === 0) return
      const pipeline = redis.pipeline()
      for (const { slug, event } of events) {
        const { id, at } = event
        const type = typeOfEvent(event)
        const told = cloudEventOf({ id, type, at, event }, `${publicUrl}/v1/clinics/${slug}`)
        const fields = ['id', id, 'clinic', slug, 'type', type, 'event', JSON.stringify(told)]
        pipeline.xadd(streamKey, 'MAXLEN', '~', length, '*', ...fields)
      }
      const replies = await pipeline.exec()
      const failed = replies?.find(([error]) => error !== null)?.[0]
      if (failed || replies?.length !== events.length) throw new NotStreamed(failed)
    },
    close: () => redis.disconnect(),
  }
}

/** Redis did not take all of them. */
export class NotStreamed extends Error {
  override readonly name = 'NotStreamed'
  readonly code = 'not-streamed'

  constructor(cause: unknown) {
    super('Redis did not take the events.', { cause })
  }
}
