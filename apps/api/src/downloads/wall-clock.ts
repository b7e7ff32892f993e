/** Gives what a clock and a calendar on the clinic's wall show at an instant: `2027-01-04`, `09:30`. */
export function wallClock(timeZone: string): (at: Date) => { date: string; time: string } {
  // Swedish writes dates as ISO 8601 does
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (at) => {
    const [date = '', time = ''] = format.format(at).split(' ')
    return { date, time }
  }
}
