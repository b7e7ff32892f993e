/** A time of the wall clock as it goes out, to the minute: Postgres gives seconds too. */
export const wallTime = (time: string): string => time.slice(0, 5)
