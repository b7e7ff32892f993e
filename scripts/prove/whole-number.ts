/** Reads a flag of the command line; ends the process with a sentence where it is none. */
export function wholeNumber(name: string, given: string): number {
  const number = Number(given)
  if (!Number.isSafeInteger(number) || number < 1) {
    console.error(`--${name} takes a whole number from 1 on.`)
    process.exit(2)
  }
  return number
}
