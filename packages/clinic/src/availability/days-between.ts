/** Whole days from the first calendar day to the last; negative when they stand the wrong way round. */
export const daysBetween = ({ from, to }: { from: string; to: string }): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/**
 * The range in parts of a week, each beginning on the last day of the one before: a slot over midnight may wait for one
 * of the next day to go.
 */
export function weeksOf({ from, to }: { from: string; to: string }): { from: string; to: string }[] {
  const days = daysBetween({ from, to })
  const dayAfter = (count: number) =>
    new Date(Date.parse(`${from}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
  return Array.from({ length: Math.max(1, Math.ceil(days / 7)) }, (_, nth) => ({
    from: dayAfter(nth * 7),
    to: dayAfter(Math.min(nth * 7 + 7, days)),
  }))
}
