const minute = 60
const hour = 60 * minute

/** After each failed attempt: twelve of them over somewhat more than a day. */
const delays = [
  5,
  30,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  8 * hour,
  8 * hour,
]

/** After so many hours nothing is tried any more, however seldom it was tried. */
export const lateHours = 48

/**
 * How long to wait after that many failed attempts, a fifth more or less, so that what failed together does not come
 * together again; nothing after the last one.
 * @param random from 0 up to 1
 */
export function delayAfter(attempts: number, random: number): number | undefined {
  const seconds = delays[attempts - 1]
  return seconds === undefined ? undefined : seconds * (0.8 + 0.4 * random)
}

/** For how long an endpoint is left alone after so many failures in a row: 2 seconds up to 5 minutes. */
export const pauseAfter = (failures: number, random: number): number =>
  Math.min(2 ** Math.min(failures, 9), 5 * minute) * (0.8 + 0.2 * random)
