import type { QueueOptions } from './open-runner.ts'
import { type Queue, startQueue } from './start-queue.ts'
import type { Outward } from './task.ts'

export type OutwardLanes = Readonly<Record<Outward, number>>

/**
 * Works off the queue in lanes of three kinds: for tasks that wait for mail servers and gateways, for those that wait for
 * clinics' endpoints, and for all else. However many hang, they keep their like waiting and nothing besides.
 * @param options `outward`: so many of those jobs at the same time
 */
export async function startQueues(
  options: QueueOptions & { readonly outward: OutwardLanes },
): Promise<Queue> {
  const inward = options.tasks.filter((task) => !task.outward)
  const queues: Queue[] = []
  const stop = async () => {
    await Promise.all(queues.map((queue) => queue.stop()))
  }
  try {
    queues.push(await startQueue({ ...options, tasks: inward }))
    for (const [kind, concurrency] of Object.entries(options.outward)) {
      const tasks = options.tasks.filter(({ outward }) => outward === kind)
      if (tasks.length > 0) queues.push(await startQueue({ ...options, tasks, concurrency, crontab: '' }))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    get working() {
      return queues.every((queue) => queue.working)
    },
    stop,
  }
}
