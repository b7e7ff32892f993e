/** Closes all, the last opened first; one that fails keeps none of the others open. Throws the first error. */
export async function closeInReverse(closing: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const close of closing.toReversed()) {
    try {
      await close()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}
