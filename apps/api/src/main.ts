import { readConfig } from './boot/config.ts'
import { startApi } from './boot/start-api.ts'
import { sentenceOf } from './boot/sentence-of.ts'

try {
  const config = readConfig(process.env)
  const api = await startApi(config)
  // a parent that opened a channel is told; nobody else could know it from another API on the same port
  process.send?.('ready')
  let stopping: Promise<void> | undefined
  // signals may come twice, once from the terminal and once from npm
  const stop = () => {
    stopping ??= api.stop().then(() => process.exit(0))
    setTimeout(() => process.exit(1), 10_000).unref()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  if (config.tiedToParent) process.stdin.on('end', stop).on('error', stop).resume()
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
}
