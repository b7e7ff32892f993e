import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino'
import { describeError } from './describe-error.ts'

/** Structured lines on standard output. They hold ids, counts and names of ours; an error stands under `err`. */
export function createLogger(options: {
  level: LevelWithSilent
  /** One short line for a person in place of JSON */
  pretty?: boolean
  destination?: DestinationStream
}): Logger {
  const sink = options.destination ?? pino.destination({ fd: 1, sync: false })
  return pino(
    {
      level: options.level,
      base: { process: 'worker' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
    },
    options.pretty ? { write: (line) => sink.write(readable(line)) } : sink,
  )
}

function readable(line: string): string {
  const { time, level, msg, ...facts } = JSON.parse(line) as Record<string, unknown>
  const printed = Object.entries(facts).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return `${[String(time).slice(11, 19), level, msg, ...printed].join(' ')}\n`
}
