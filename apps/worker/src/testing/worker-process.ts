import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { readConfig } from '../boot/config.ts'
import { endOnSignals } from '../boot/end-on-signals.ts'
import { startWorker } from '../boot/start-worker.ts'
import { defineTask } from '../queue/task.ts'

/** A worker as its `main.ts` runs it, with one task that never ends and hears nothing: to be killed, and to be stopped. */
const deaf = defineTask({
  name: 'deaf',
  limitSeconds: 3_600,
  payload: z.looseObject({}),
  async run() {
    process.send?.('begun')
    for (;;) await pause(1_000)
  },
})

const config = readConfig(process.env)
const worker = await startWorker(config, { tasks: [deaf], crontab: '' })
process.send?.('ready')
endOnSignals(worker, config)
