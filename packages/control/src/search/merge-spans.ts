/** Days of a doctor, both included; an absent doctor or day means all of them. */
export interface Span {
  readonly doctorId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/**
 * The same days in spans that do not overlap, so that none is read twice: of each doctor those that meet are put
 * together. Where one is about all doctors, one span holds everything from the first day to the last.
 */
export function mergeSpans(spans: readonly Span[]): Span[] {
  if (spans.some(({ doctorId }) => doctorId === undefined)) return [around(spans)]
  return [...Map.groupBy(spans, ({ doctorId }) => doctorId).values()].flatMap(mergeOfOne)
}

function mergeOfOne(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of spans.toSorted((one, other) => first(one).localeCompare(first(other)))) {
    const before = merged.at(-1)
    if (before && first(span) <= last(before)) merged.splice(-1, 1, around([before, span], span.doctorId))
    else merged.push(span)
  }
  return merged
}

/** An open end is an open end of the whole. */
function around(spans: readonly Span[], doctorId?: string): Span {
  const from = spans.map(first).toSorted()[0]
  const until = spans.map(last).toSorted().at(-1)
  return {
    ...(doctorId !== undefined && { doctorId }),
    ...(from && { from }),
    ...(until && until !== endless && { until }),
  }
}

// ISO dates compare as texts
const endless = '~'
const first = ({ from }: Span): string => from ?? ''
const last = ({ until }: Span): string => until ?? endless
