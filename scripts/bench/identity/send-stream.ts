import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Stream, StreamResult } from './request-client.ts'

/** Sends one stream from a process of its own. @param expected the status of every answer */
export async function sendStream(stream: Stream, expected: number): Promise<StreamResult> {
  const child = fork(join(import.meta.dirname, 'request-client.ts'), { serialization: 'advanced' })
  child.send(stream)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the client's process ended with ${code}`)
  })
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [StreamResult]
  ended.catch(() => {})
  const others = Object.keys(result.statuses).filter((status) => status !== String(expected))
  if (others.length > 0) throw new Error(`answers other than ${expected}: ${JSON.stringify(result.statuses)}`)
  return result
}
