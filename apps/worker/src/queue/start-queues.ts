import type { QueueOptions } from './open-runner.ts'
import { type Queue, startQueue } from './start-queue.ts'
import type { Lane } from './task.ts'

/** So many jobs at the same time */
export type Lanes = Readonly<Record<Lane, number>>

/** Works off the queue: the tasks of each lane in places of their own, and all others together. */
export async function startQueues(options: QueueOptions & { readonly lanes: Lanes }): Promise<Queue> {
  const others = options.tasks.filter(({ lane }) => !lane)
  const queues: Queue[] = []
  const stop = async () => {
    await Promise.all(queues.map((queue) => queue.stop()))
  }
  try {
    queues.push(await startQueue({ ...options, tasks: others }))
    for (const [kind, concurrency] of Object.entries(options.lanes)) {
      const tasks = options.tasks.filter(({ lane }) => lane === kind)
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
