import { readConfig } from './boot/config.ts'
import { endOnSignals } from './boot/end-on-signals.ts'
import { sentenceOf } from './boot/sentence-of.ts'
import { startWorker } from './boot/start-worker.ts'

try {
  const config = readConfig(process.env)
  const worker = await startWorker(config)
  // a parent that opened a channel is told
  process.send?.('ready')
  endOnSignals(worker, config)
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
}
