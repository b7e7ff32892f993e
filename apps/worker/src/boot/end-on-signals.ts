import type { RunningWorker } from './start-worker.ts'

/** Stops the worker when it is told to, and ends the process when the time for that is over, whatever still runs. */
export function endOnSignals(
  worker: RunningWorker,
  config: { readonly tiedToParent: boolean; readonly stopSeconds: number },
): void {
  let stopping: Promise<void> | undefined
  // signals may come twice, once from the terminal and once from npm
  const stop = () => {
    stopping ??= worker.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
    // what was left undone the others take up once this process is gone
    setTimeout(() => process.exit(1), config.stopSeconds * 1000).unref()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  if (config.tiedToParent) process.stdin.on('end', stop).on('error', stop).resume()
}
