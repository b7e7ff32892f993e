import { useInterval } from '@mantine/hooks'
import { useState } from 'react'

/** Now, again every half minute: for lines, waits and lateness that a page shows. */
export function useNow(every = 30_000): Date {
  const [now, setNow] = useState(() => new Date())
  useInterval(() => setNow(new Date()), every, { autoInvoke: true })
  return now
}
