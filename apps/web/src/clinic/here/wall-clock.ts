import { useInterval } from '@mantine/hooks'
import { useState } from 'react'

/** Now, again every half minute: for lines, waits and lateness that a page shows. */
export function useNow(every = 30_000): Date {
  const [now, setNow] = useState(() => new Date())
  useInterval(() => setNow(new Date()), every, { autoInvoke: true })
  return now
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `YYYY-MM-DD HH:mm:ss` on the wall of a zone. */
export function wallClockIn(timeZone: string, instant: Date | string = new Date()): string {
  let format = formats.get(timeZone)
  if (!format) {
    // Sweden writes dates as ISO 8601 does
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  return format.format(new Date(instant))
}
