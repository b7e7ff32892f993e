import { useTime } from '../time/index.ts'

/** The short name of a clinic's zone where its clock shows something else than the reader's own; else nothing. */
export function useZone(): (instant: string, timeZone: string) => string | undefined {
  const { time, zone } = useTime()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (instant, timeZone) =>
    own === timeZone || time(instant, own) === time(instant, timeZone) ? undefined : zone(instant, timeZone)
}
