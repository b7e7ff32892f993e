/** Works through the items, `width` at a time, in order; begins no more once the signal is given. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  stop: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < items.length && !stop.aborted) await work(items[next++] as T)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane))
}
