import type { Language } from '../language.ts'

/** How times of one clinic are told in one language: by the clock on the clinic's wall, with the zone's name. */
export interface TimeTeller {
  /** `Tuesday, 1 December 2026, 10:30 (Europe/Madrid, CET)` */
  whole(instant: string): string
  /** `Tue, 1 Dec, 10:30 CET` */
  brief(instant: string): string
  /** `Tuesday, 1 December 2026` */
  date(instant: string): string
  /** The same of a day of the calendar, YYYY-MM-DD */
  calendarDate(day: string): string
  /** `Tue, 1 Dec` */
  day(instant: string): string
  /** `10:30` */
  clock(instant: string): string
  /** `CET` */
  zone(instant: string): string
}

/** Where a language's own locales call a zone by its distance only, somebody else's may have a name for it. */
const localesWithNames = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA', 'es-ES', 'de-DE']
const ours: Record<Language, string> = { en: 'en-GB', es: 'es-ES', de: 'de-DE' }

export function tellTime(language: Language, locale: string | undefined, timeZone: string): TimeTeller {
  const tag = knownTag(language, locale)
  const format = (options: Intl.DateTimeFormatOptions) => {
    const intl = new Intl.DateTimeFormat(tag, { ...options, timeZone, calendar: 'gregory' })
    // the narrow space before "AM" is a sign that short messages do not have
    return (instant: string) => intl.format(new Date(instant)).replace(/\s/g, ' ')
  }
  const date = format({ dateStyle: 'full' })
  const ofCalendar = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone: 'UTC', calendar: 'gregory' })
  const clock = format({ timeStyle: 'short' })
  const briefDate = format({ weekday: 'short', day: 'numeric', month: 'short' })
  const zone = (instant: string) => zoneName([tag, ...localesWithNames], timeZone, new Date(instant))
  return {
    date,
    calendarDate: (day) => ofCalendar.format(new Date(`${day}T00:00:00Z`)).replace(/\s/g, ' '),
    day: briefDate,
    clock,
    zone,
    whole: (instant) => `${date(instant)}, ${clock(instant)} (${timeZone}, ${zone(instant)})`,
    brief: (instant) => `${briefDate(instant)}, ${clock(instant)} ${zone(instant)}`,
  }
}

/** The receiver's own locale where it is one of that language: Americans write dates in another order. */
function knownTag(language: Language, locale: string | undefined): string {
  const tag = locale?.trim().replaceAll('_', '-') ?? ''
  if (!/^[a-z]{2}-/i.test(tag)) return ours[language]
  try {
    const [found] = Intl.DateTimeFormat.supportedLocalesOf(tag)
    return found?.startsWith(`${language}-`) ? found : ours[language]
  } catch {
    return ours[language]
  }
}

function zoneName(locales: readonly string[], timeZone: string, at: Date): string {
  let name = ''
  for (const locale of locales) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at)
    name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
    if (!/^(GMT|UTC)[+\-−]/.test(name)) return name
  }
  return name.replace('−', '-')
}
