import { Redis } from 'ioredis'
import type { Logger } from 'pino'

/**
 * Opens the connection that rate limits are counted over. Nothing is queued and nothing is retried: a command that
 * Redis does not take at once fails, and the count goes on in this process's memory. Close it with `disconnect()`.
 * @param log is told when Redis goes and when it is back, never its address
 */
export function openRateLimitRedis(url: string, log?: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 250,
    connectTimeout: 1000,
    // a stopped server keeps its sockets open: drop them, so that only the first requests wait
    socketTimeout: 1000,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  })
  let away = false
  // without a listener an error of the socket would end the process
  redis.on('error', () => {
    if (!away) log?.warn('rate limits are counted in memory: Redis does not answer')
    away = true
  })
  redis.on('ready', () => {
    if (away) log?.info('rate limits are counted in Redis again')
    away = false
  })
  return redis
}
