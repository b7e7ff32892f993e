/** Instants and local days in a reader's words. Times are always the clinic's: who travels there reads its clock. */
export interface TimeTeller {
  /** Thursday, 26 November 2026 */
  longDay(localDate: string): string
  /** 26 November 2026: of a birthday, whose weekday nobody asks for */
  date(localDate: string): string
  /** Thu, 26 Nov */
  shortDay(localDate: string): string
  /** 09:30 or 9:30 AM, of a wall clock */
  wallTime(localTime: string): string
  /** The clock at an instant, in a zone */
  time(instant: string, timeZone: string): string
  /** Thu, 26 Nov, 09:30, in a zone */
  moment(instant: string, timeZone: string): string
  /** Day and clock of the reader's own zone: for what happened on their side, such as a sign-in */
  ownMoment(instant: string): string
  /** GMT+1 or EST: of a zone at an instant */
  zone(instant: string, timeZone: string): string
}

const tellers = new Map<string, TimeTeller>()

/** Formatters cost tenths of a millisecond each, and a page of free times asks for hundreds. */
export function tellTime(locale: string): TimeTeller {
  const known = tellers.get(locale)
  if (known) return known
  const made = make(locale)
  tellers.set(locale, made)
  return made
}

function make(locale: string): TimeTeller {
  const formats = new Map<string, Intl.DateTimeFormat>()
  const format = (name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const known = formats.get(name)
    if (known) return known
    const made = new Intl.DateTimeFormat(locale, options)
    formats.set(name, made)
    return made
  }
  const clock = { hour: 'numeric', minute: '2-digit' } as const
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  // a day or a wall clock has no zone: taken for UTC on both sides it is read as it stands
  const utc = { timeZone: 'UTC' } as const
  return {
    longDay: (localDate) =>
      format('long', { ...utc, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
        new Date(`${localDate}T00:00Z`),
      ),
    date: (localDate) =>
      format('date', { ...utc, dateStyle: 'long' }).format(new Date(`${localDate}T00:00Z`)),
    shortDay: (localDate) => format('short', { ...utc, ...day }).format(new Date(`${localDate}T00:00Z`)),
    wallTime: (localTime) =>
      format('wall', { ...utc, ...clock }).format(new Date(`2000-01-01T${localTime}Z`)),
    time: (instant, timeZone) => format(`time ${timeZone}`, { ...clock, timeZone }).format(new Date(instant)),
    moment: (instant, timeZone) =>
      format(`moment ${timeZone}`, { ...day, ...clock, timeZone }).format(new Date(instant)),
    ownMoment: (instant) =>
      format('own', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant)),
    zone: (instant, timeZone) =>
      format(`zone ${timeZone}`, { timeZone, timeZoneName: 'short' })
        .formatToParts(new Date(instant))
        .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
  }
}
