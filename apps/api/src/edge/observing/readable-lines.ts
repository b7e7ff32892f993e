import type { DestinationStream } from 'pino'

/** Turns the log's JSON into lines for a person at a terminal: `09:31:02 info 200 GET /v1/clinics 3.1 ms`. */
export function readableLines(sink: DestinationStream): DestinationStream {
  return { write: (line) => sink.write(readable(line)) }
}

function readable(line: string): string {
  const { time, level, msg, ...facts } = JSON.parse(line) as Record<string, unknown>
  const clock = typeof time === 'string' ? time.slice(11, 19) : ''
  const { method, route, status, milliseconds, ...rest } = facts
  const request = route === undefined ? [] : [status, method, route, `${milliseconds} ms`]
  const others = Object.entries(rest).map(([key, value]) => `${key}=${printed(value)}`)
  return `${[clock, level, msg, ...request, ...others].filter((part) => part !== undefined).join(' ')}\n`
}

const printed = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
