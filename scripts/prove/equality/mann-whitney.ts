/**
 * How likely two samples that differ this much, or more, are drawn from the same place: the two-sided p of the rank test
 * of Mann and Whitney, by its normal approximation with ties and continuity corrected. For twenty values a side or more.
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const [n, m] = [one.length, other.length]
  const { ranksOfOne, tied } = rank(one, other)
  const u = ranksOfOne - (n * (n + 1)) / 2
  const all = n + m
  const variance = ((n * m) / 12) * (all + 1 - tied / (all * (all - 1)))
  if (variance === 0) return 1
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / Math.sqrt(variance)
  return twoSided(z)
}

/** The sum of the ranks of the first sample, equal values sharing theirs, and Σ(t³ − t) over those. */
function rank(one: readonly number[], other: readonly number[]): { ranksOfOne: number; tied: number } {
  const values = [...one.map((value) => ({ value, own: 1 })), ...other.map((value) => ({ value, own: 0 }))]
  values.sort((a, b) => a.value - b.value)
  let [ranksOfOne, tied, at] = [0, 0, 0]
  while (at < values.length) {
    let end = at
    while (end < values.length && values[end]?.value === values[at]?.value) end++
    const shared = (at + 1 + end) / 2
    for (let each = at; each < end; each++) ranksOfOne += shared * (values[each]?.own ?? 0)
    tied += (end - at) ** 3 - (end - at)
    at = end
  }
  return { ranksOfOne, tied }
}

/** Abramowitz and Stegun 26.2.17; wrong by less than 10⁻⁷. */
function twoSided(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153]
  const tail = series.reduce((sum, factor) => (sum + factor) * t, 0)
  return Math.min(1, (2 * tail * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI))
}
