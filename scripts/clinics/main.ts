import { readSettings } from '../installation/read-settings.ts'
import { explain } from '../installation/explain.ts'
import { makeProgram } from './make-program.ts'
import { exitCodes } from './exit-codes.ts'

const interrupted = new AbortController()
let interruptedAt = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // npm and the terminal both pass a Ctrl-C on: only one that comes later is a second one
    if (interruptedAt && Date.now() - interruptedAt > 1_000) process.exit(exitCodes.interrupted)
    if (interruptedAt) return
    interruptedAt = Date.now()
    process.stderr.write('\nStopping after what is being done now; run the same command again to carry on.\n')
    interrupted.abort()
  })
}

// a reader that has seen enough, such as head, is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCodes.done)
})

try {
  const program = makeProgram(() => readSettings(process.env), interrupted.signal)
  process.exitCode = exitCodes.done
  await program.parseAsync()
  if (interrupted.signal.aborted) process.exitCode = exitCodes.interrupted
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = exitCodes.failed
}
// all is closed and said: a socket that the driver left half-open must not keep the person waiting
setTimeout(() => process.exit(), 1_000).unref()
