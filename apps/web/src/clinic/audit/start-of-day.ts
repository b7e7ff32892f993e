/** The instant at which a local day begins in a zone, through changes of its clock. */
export function startOfDay(localDate: string, timeZone: string): string {
  const wanted = Date.parse(`${localDate}T00:00Z`)
  // twice: the first guess may lie on the other side of a change
  const first = wanted - offsetAt(wanted, timeZone)
  return new Date(wanted - offsetAt(first, timeZone)).toISOString()
}

/** How far the zone's clock is ahead of UTC then, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const told = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(instant)
  return Date.parse(`${told.replace(' ', 'T')}Z`) - Math.floor(instant / 1_000) * 1_000
}
