/** What stands behind the `?` of an address comes from anywhere: only what fits is taken, the rest is passed over. */
export type Search = Record<string, unknown>

export const textIn = (value: unknown, most = 80): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, most) : undefined
}

const fitting =
  (form: RegExp) =>
  (value: unknown): string | undefined => {
    const text = textIn(value)
    return text !== undefined && form.test(text) ? text : undefined
  }

export const slugIn = fitting(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
export const codeIn = fitting(/^[a-z][a-z0-9-]{0,59}$/)
export const idIn = fitting(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
export const dayIn = fitting(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)
export const instantIn = fitting(/^20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/)
export const languageIn = fitting(/^[a-z]{2,3}$/)

export const partsOfDay = ['morning', 'afternoon', 'evening'] as const
export type PartOfDay = (typeof partsOfDay)[number]
export const partIn = (value: unknown): PartOfDay | undefined => partsOfDay.find((part) => part === value)

export const numberIn = (value: unknown, least: number, most: number): number | undefined => {
  const number = typeof value === 'number' ? value : Number(textIn(value))
  return number >= least && number <= most ? number : undefined
}

/** Without what is not said, so that an address names only what was asked. */
export const said = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
