import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { quantile } from '../quantile.ts'
import type { Load, LoadResult } from './load-client.ts'

export interface Reading {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** Runs one load in a process of its own. @param expected the status of every answer */
export async function driveLoad(load: Load, expected: number): Promise<Reading> {
  const child = fork(join(import.meta.dirname, 'load-client.ts'), { serialization: 'advanced' })
  child.send(load)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the load's process ended with ${code}`)
  })
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult]
  ended.catch(() => {})
  const { perSecond, statuses, latencies } = result
  const others = Object.keys(statuses).filter((status) => status !== String(expected))
  if (others.length > 0) throw new Error(`answers other than ${expected}: ${JSON.stringify(statuses)}`)
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }
}
