import type { FuzzResult } from './run-fuzz.ts'

/** What was asked how often, how it was answered, and each finding with what shows it again. */
export function figuresOfFuzz({ shots, answered, findings }: FuzzResult, seed: number): string[] {
  const rows = [...answered]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([operation, statuses]) => {
      const told = [...statuses].sort(([a], [b]) => a - b).map(([status, many]) => `${status} × ${many}`)
      return `  ${operation}: ${told.join(', ')}`
    })
  return [
    `Seed ${seed}: ${shots} requests at ${answered.size} operations.`,
    ...rows,
    ...findings.map(
      (each) =>
        `FINDING ${each.operation} ${each.sentence}\n  seed ${each.seed}: ${JSON.stringify(each.request).slice(0, 2_000)}`,
    ),
    `${findings.length} findings.`,
  ]
}
