import type { ClinicVisitType } from '@polyclinic/contract'

/** Where nobody has said what the visit is for: the kind that fits a slot best, face to face before video. */
export function usualVisitType(
  types: readonly ClinicVisitType[],
  slotMinutes = 30,
): ClinicVisitType | undefined {
  const strangeness = ({ minutes, mode }: ClinicVisitType) =>
    Math.abs(minutes - slotMinutes) + (minutes > slotMinutes ? 500 : 0) + (mode === 'video' ? 1_000 : 0)
  return types.toSorted((one, other) => strangeness(one) - strangeness(other))[0]
}
