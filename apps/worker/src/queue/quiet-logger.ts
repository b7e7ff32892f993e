import { Logger as QueueLogger } from 'graphile-worker'
import type { Logger } from 'pino'

/** The queue's own lines in our log. What it says of single jobs is left out: we say that ourselves, without data. */
export function quietLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message, meta) => {
    if (meta && ('failure' in meta || 'success' in meta)) return
    const sentence = message.split('\n')[0] ?? ''
    if (level === 'error') log.warn({ queue: sentence }, 'the queue reports an error')
    else log.debug({ queue: sentence }, 'the queue reports')
  })
}
