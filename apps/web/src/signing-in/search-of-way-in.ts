/** Where to go on after signing in: a place of ours, since the address may come from anywhere. */
export function searchOfWayIn(search: Record<string, unknown>): { then?: string } {
  const { then } = search
  const isOurs = typeof then === 'string' && /^\/(?![/\\])/.test(then)
  return isOurs ? { then } : {}
}
