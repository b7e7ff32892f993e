import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits until `check` gives something truthy, and gives that. A check that throws is tried again.
 * @throws what the last try threw, or that the condition did not come true within the time (5 s unless told)
 */
export async function eventually<Result>(
  check: () => Result | Promise<Result>,
  options: { withinMilliseconds?: number } = {},
): Promise<NonNullable<Result>> {
  const { withinMilliseconds = 5_000 } = options
  const deadline = Date.now() + withinMilliseconds
  for (;;) {
    const late = Date.now() >= deadline
    try {
      const result = await check()
      if (result) return result
    } catch (error) {
      if (late) throw error
    }
    if (late) throw new Error(`The condition did not come true within ${withinMilliseconds} ms.`)
    await pause(15)
  }
}
