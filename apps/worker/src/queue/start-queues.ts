import type { QueueOptions } from './open-runner.ts'
import { type Queue, startQueue } from './start-queue.ts'

/**
 * Works off the queue in two kinds of lanes: those for tasks that wait for machines of others, and those for all else.
 * However many endpoints hang, they keep each other waiting and nothing besides.
 * @param options `outward`: so many of those jobs at the same time
 */
export async function startQueues(options: QueueOptions & { readonly outward: number }): Promise<Queue> {
  const outward = options.tasks.filter((task) => task.outward)
  const inward = options.tasks.filter((task) => !task.outward)
  const queues: Queue[] = []
  const stop = async () => {
    await Promise.all(queues.map((queue) => queue.stop()))
  }
  try {
    queues.push(await startQueue({ ...options, tasks: inward }))
    if (outward.length > 0) {
      const { outward: concurrency } = options
      queues.push(await startQueue({ ...options, tasks: outward, concurrency, crontab: '' }))
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
