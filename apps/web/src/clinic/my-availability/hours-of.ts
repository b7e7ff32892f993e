import type { Calendar } from '@polyclinic/contract'

type Slot = Calendar['doctors'][number]['slots'][number]

/** Stretches of a day in which slots follow each other without a break. */
export function stretchesOf(slots: readonly Slot[]): { startsAt: string; endsAt: string; times: number }[] {
  const open = slots
    .filter(({ state }) => state === 'open')
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  const stretches: { startsAt: string; endsAt: string; times: number }[] = []
  for (const { startsAt, endsAt } of open) {
    const last = stretches.at(-1)
    if (last?.endsAt === startsAt) stretches.splice(-1, 1, { ...last, endsAt, times: last.times + 1 })
    else stretches.push({ startsAt, endsAt, times: 1 })
  }
  return stretches
}
