import { type DestinationStream, type LevelWithSilent, type LogFn, type Logger, pino } from 'pino'
import { readableLines } from './readable-lines.ts'
import { strikeOut } from './strike-out.ts'

export interface LoggerOptions {
  readonly level: LevelWithSilent
  /** One short line for a person in place of JSON. */
  readonly pretty?: boolean
  /** Where the lines go; standard output by default. */
  readonly destination?: DestinationStream
}

/**
 * Makes the structured log. It is the second line of defence: callers pass no personal data, and what is passed under
 * a telling name is struck out here. Errors lose their message, which may quote a patient; a sentence does not.
 */
export function createLogger({ level, pretty = false, destination }: LoggerOptions): Logger {
  const sink = destination ?? pino.destination({ fd: 1, sync: false })
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: strikeOut },
    // errors have been described by then; pino's own serializer would look for a message
    serializers: { err: (described: unknown) => described },
    hooks: { logMethod: withoutErrorMessage },
  }
  return strikingChildren(pino(options, pretty ? readableLines(sink) : sink))
}

/** Pino formats the bindings of the first logger only; children of children inherit this. */
function strikingChildren(log: Logger): Logger {
  const { child } = log
  const striking = function (this: Logger, bindings: object, options?: object): Logger {
    return Reflect.apply(child, this, [strikeOut(bindings), options])
  }
  return Object.assign(log, { child: striking }) as Logger
}

/** Given an error and no sentence, pino would print the error's own. */
function withoutErrorMessage(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first, sentence] = args as unknown[]
  const bare = sentence === undefined && typeof first === 'object' && first !== null
  const isError = bare && (first instanceof Error || ('err' in first && first.err instanceof Error))
  if (isError) Reflect.apply(method, this, [first, 'error'])
  else method.apply(this, args)
}
